using System.Collections.Concurrent;
using HomeLab.Simulators.Clock;
using HomeLab.Simulators.RequestLog;

namespace HomeLab.Simulators.Faults;

/// <summary>Requests whose caller was cut off and whose effect is still to come.</summary>
/// <remarks>They live in memory: ending the process loses them, as a crash of the real system would.</remarks>
public sealed class LateRequests(
    IServiceScopeFactory scopes, RequestJournal journal, SimulatorClock clock, IHostApplicationLifetime lifetime, ILogger<LateRequests> logger)
{
    readonly ConcurrentDictionary<SimulatedRequest, DateTimeOffset> pending = [];

    /// <summary>When each comes that has not had its effect yet; known before its caller is cut off.</summary>
    public IReadOnlyCollection<DateTimeOffset> Due => [.. pending.Values];

    internal async Task DeferAsync(HttpContext context, SimulatedRequest request, RequestDelegate next, TimeSpan delay)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        var copy = Copy(context.Request, body);
        var late = new SimulatedRequest(request.System, request.Path, request.Credential) { IsLate = true, IsRead = request.IsRead, IsBusy = request.IsBusy, Aftermath = request.Aftermath };
        late.Faults.AddRange(request.Faults);
        copy.Features.Set(late);
        var due = clock.GetUtcNow() + delay;
        pending[late] = due;
        _ = Task.Run(() => ApplyAsync(copy, late, next, due), CancellationToken.None);
    }

    async Task ApplyAsync(HttpContext copy, SimulatedRequest late, RequestDelegate next, DateTimeOffset due)
    {
        try
        {
            await clock.WaitUntilAsync(due, lifetime.ApplicationStopping);
            await using var scope = scopes.CreateAsyncScope();
            copy.RequestServices = scope.ServiceProvider;
            await RequestJournalMiddleware.RecordAsync(copy, late, next, journal, clock);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "A deferred {Method} {Path} failed", copy.Request.Method, late.Path);
        }
        finally
        {
            pending.TryRemove(late, out _);
        }
    }

    static DefaultHttpContext Copy(HttpRequest request, Stream body)
    {
        var copy = new DefaultHttpContext();
        copy.Request.Method = request.Method;
        copy.Request.Scheme = request.Scheme;
        copy.Request.Host = request.Host;
        copy.Request.Path = request.Path;
        copy.Request.QueryString = request.QueryString;
        foreach (var (name, value) in request.Headers)
            copy.Request.Headers[name] = value;
        copy.Request.Body = body;
        copy.Response.Body = Stream.Null;
        return copy;
    }
}
