using Microsoft.Extensions.Logging;

namespace HomeLab.ServiceDefaults.Hosting;

/// <summary>
/// Notes that the host has logged a refused start, so that it is not told a second time. It goes by the console's name and
/// so by the console's filters: what those keep from the console has not been told.
/// </summary>
[ProviderAlias("Console")]
sealed class RefusalWatch : ILoggerProvider, ILogger
{
    static volatile bool hasSeenOne;

    public static bool HasSeenOne => hasSeenOne;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is StartRefusedException)
        {
            hasSeenOne = true;
        }
    }

    public void Dispose()
    {
    }
}
