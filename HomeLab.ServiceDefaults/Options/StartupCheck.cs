namespace HomeLab.ServiceDefaults.Options;

/// <summary>Something to make sure of before the service starts.</summary>
sealed record StartupCheck(string Subject, Action<IServiceProvider> Run)
{
    public StartupCheck(string subject, Func<IServiceProvider, object> read)
        : this(subject, services => { read(services); })
    {
    }
}
