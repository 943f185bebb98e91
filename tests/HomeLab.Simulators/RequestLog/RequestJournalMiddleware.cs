namespace HomeLab.Simulators.RequestLog;

sealed class RequestJournalMiddleware(RequestDelegate next, IEnumerable<ISimulatedSystem> systems, RequestJournal journal, TimeProvider clock)
{
    const int LongestQuery = 500;

    public async Task InvokeAsync(HttpContext context)
    {
        if (SimulatedRequest.Recognise(context.Request, systems) is not { } request)
        {
            await next(context);
            return;
        }

        context.Features.Set(request);
        await RecordAsync(context, request, next, journal, clock);
    }

    internal static async Task RecordAsync(
        HttpContext context, SimulatedRequest request, RequestDelegate next, RequestJournal journal, TimeProvider clock)
    {
        var at = clock.GetUtcNow();
        var started = clock.GetTimestamp();
        // The entry is there before the caller can know how it ended.
        var isRecorded = 0;
        request.Cutting = () => Record(null);
        context.Response.OnStarting(() =>
        {
            Record(context.Response.StatusCode);
            return Task.CompletedTask;
        });
        try
        {
            await next(context);
        }
        finally
        {
            Record(request.IsLate || context.RequestAborted.IsCancellationRequested ? null : context.Response.StatusCode);
        }

        void Record(int? status)
        {
            if (Interlocked.Exchange(ref isRecorded, 1) == 0)
                journal.Add(sequence => Entry(sequence, status));
        }

        RequestEntry Entry(long sequence, int? status) => new(
            sequence, at, request.System.Name, context.Request.Method, request.Path, Query(context.Request), request.Credential, status,
            request.IsApplied, [.. request.Effects], request.IsLate, [.. request.Faults], Traceparent(context.Request), clock.GetElapsedTime(started).TotalMilliseconds) { IsWrite = !request.IsRead };
    }

    static string? Query(HttpRequest request) => request.QueryString.Value switch
    {
        null or "" => null,
        { Length: > LongestQuery } query => query[1..LongestQuery],
        var query => query[1..],
    };

    static string? Traceparent(HttpRequest request) =>
        request.Headers["traceparent"].ToString() is { Length: > 0 and <= 100 } value ? value : null;
}
