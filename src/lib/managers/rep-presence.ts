/** Days without a new lead after which a sales rep seems to have left. */
export const goneAfterDays = 60;
