using HomeLab.Simulators.Komodo.Executes;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.Reads;
using HomeLab.Simulators.Komodo.State;
using HomeLab.Simulators.Komodo.Updates;
using HomeLab.Simulators.Komodo.Writes;

namespace HomeLab.Simulators.Komodo;

/// <summary>Answers for the simulated Cores.</summary>
sealed class KomodoMiddleware(RequestDelegate next, Cores cores, WriteApi writes, ExecuteApi executes, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<KomodoMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<SimulatedRequest>() is not { System: KomodoSystem } request)
        {
            await next(context);
            return;
        }

        var segments = request.Path.Trim('/').Split('/');
        if (cores.Find(segments[0]) is not { } store)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        try
        {
            await AnswerAsync(context, request, store, segments[1..]);
        }
        catch (KomodoRefusal refusal)
        {
            await KomodoAnswer.WriteAsync(context, refusal);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !context.Response.HasStarted)
        {
            logger.LogError(exception, "{Method} {Path} failed", context.Request.Method, request.Path);
            await KomodoAnswer.WriteAsync(context, new KomodoRefusal(StatusCodes.Status500InternalServerError, $"internal error: {exception.Message}"));
        }
    }

    async Task AnswerAsync(HttpContext context, SimulatedRequest request, CoreStore store, string[] segments)
    {
        switch (context.Request.Method, segments)
        {
            case ("GET", ["ws", "update"]) when context.WebSockets.IsWebSocketRequest:
                using (var socket = await context.WebSockets.AcceptWebSocketAsync())
                using (var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping))
                    await new UpdateSocket(store, socket, clock).RunAsync(ending.Token);
                break;
            case ("GET", ["version"]) when store.Release.IsSecond:
                await KomodoAnswer.WriteTextAsync(context, store.Current.Version);
                break;
            case ("GET", ["user"]) when store.Release.IsSecond:
                await KomodoAnswer.WriteAsync(context, CoreReads.User(Credentials.Authenticate(store, context.Request, clock.GetUtcNow()), store.Release));
                break;
            case ("GET", _):
                await KomodoAnswer.WritePageAsync(context);
                break;
            case ("POST", ["read" or "auth" or "user" or "write" or "execute", .. var type]) when type.Length <= 1:
                await AnswerPostAsync(context, request, store, segments[0], type.ElementAtOrDefault(0));
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                break;
        }
    }

    async Task AnswerPostAsync(HttpContext context, SimulatedRequest request, CoreStore store, string group, string? pathType)
    {
        var caller = Credentials.Authenticate(store, context.Request, clock.GetUtcNow());
        var (type, parameters) = await RequestBody.ReadAsync(context.Request, pathType);
        var call = new KomodoCall(store, request, caller, type, parameters, clock.GetUtcNow(), context.Request.Headers["traceparent"]);
        await KomodoAnswer.WriteAsync(context, group switch
        {
            "read" => ReadApi.Answer(call),
            "write" => await writes.AnswerAsync(call, lifetime.ApplicationStopping),
            "execute" => executes.Answer(call),
            "auth" when type == "GetUser" && !store.Release.IsSecond => CoreReads.User(caller, store.Release),
            _ => throw KomodoRefusal.Unknown(type),
        });
    }
}
