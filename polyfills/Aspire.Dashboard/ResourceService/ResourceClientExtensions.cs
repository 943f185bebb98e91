namespace Aspire.Dashboard.ResourceService;

static class ResourceClientExtensions
{
    public static IServiceCollection AddResourceClient(this IServiceCollection services, DashboardOptions options)
    {
        services.AddSingleton<ResourceChannel>().AddSingleton<ResourceStore>().AddSingleton<ConsoleLogs>();
        return options.ResourceService is null ? services : services.AddHostedService<ResourceWatch>();
    }
}
