/** Where this project is kept, and from where its own workflows plan and deploy: one GitHub repository for all accounts. */
export const platformRepository = "platform/fargate-platform";
