/** Nobody to whom no lead came for so many days is still given leads. */
export const goneAfterDays = 60;
