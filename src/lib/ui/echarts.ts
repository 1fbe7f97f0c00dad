/**
 * The parts of ECharts that the charts use, in one chunk that only a page with a chart loads. Its tooltip and the grid
 * that goes with it would be a tenth more: Chart.svelte says what is under the pointer itself.
 */
import { LineChart, type LineSeriesOption } from 'echarts/charts';
import { GridSimpleComponent, type GridComponentOption } from 'echarts/components';
import { init, use, type ComposeOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([LineChart, GridSimpleComponent, SVGRenderer]);

export type ChartOption = ComposeOption<LineSeriesOption | GridComponentOption>;

export { init };
