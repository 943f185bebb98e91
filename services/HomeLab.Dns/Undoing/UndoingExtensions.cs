namespace HomeLab.Dns.Undoing;

static class UndoingExtensions
{
    public static void AddUndoing(this IServiceCollection services)
    {
        services.AddSingleton<UndoStore>();
        services.AddSingleton<PastChanges>();
        services.AddSingleton<Undos>();
    }
}
