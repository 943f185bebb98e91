using Aspire.Dashboard;

await DashboardApplication.Create(args).RunAsync();
