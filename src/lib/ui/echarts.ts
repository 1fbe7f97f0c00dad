/** The parts of ECharts that the charts use, in one chunk that only a page with a chart loads. */
import { LineChart, type LineSeriesOption } from 'echarts/charts';
import {
	GridComponent,
	TooltipComponent,
	type GridComponentOption,
	type TooltipComponentOption
} from 'echarts/components';
import { init, use, type ComposeOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([LineChart, GridComponent, TooltipComponent, SVGRenderer]);

export type ChartOption = ComposeOption<LineSeriesOption | GridComponentOption | TooltipComponentOption>;

export { init };
