namespace HomeLab.Dns.Draining;

static class DrainingExtensions
{
    public static void AddDraining(this IServiceCollection services)
    {
        services.AddSingleton<DrainStore>();
        services.AddSingleton<DrainedRecords>();
        services.AddSingleton<Drains>();
    }
}
