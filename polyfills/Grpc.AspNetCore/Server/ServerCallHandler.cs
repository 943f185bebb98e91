using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>Runs one method's handler for each request, and ends the call with its status whatever happens.</summary>
sealed partial class ServerCallHandler(
    IMethod method, GrpcServiceOptions options, ILogger logger, Func<HttpContextServerCallContext, Task> invoke)
{
    public Task HandleAsync(HttpContext http)
    {
        if (!HeaderNames.IsGrpc(http.Request.ContentType))
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return Task.CompletedTask;
        }
        if (!HttpProtocol.IsHttp2(http.Request.Protocol) && !HttpProtocol.IsHttp3(http.Request.Protocol))
        {
            http.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            return Task.CompletedTask;
        }
        return RunAsync(http);
    }

    async Task RunAsync(HttpContext http)
    {
        LiftBodyLimits(http);
        http.Response.ContentType = HeaderNames.ContentType;
        using var call = new HttpContextServerCallContext(http, method, options);
        try
        {
            call.Start();
            await invoke(call);
        }
        catch (RpcException e)
        {
            Log.Refused(logger, method.FullName, e.StatusCode, e.Status.Detail);
            call.Fail(e);
        }
        catch (Exception e) when (call.IsOver)
        {
            // Nobody waits for this answer any more: the caller left, or has already got its DEADLINE_EXCEEDED.
            Log.Abandoned(logger, method.FullName, e);
            call.Fail(new RpcException(new Status(StatusCode.Cancelled, "The call was cancelled.", e)));
        }
        catch (Exception e)
        {
            Log.Failed(logger, method.FullName, e);
            var detail = options.EnableDetailedErrors is true
                ? $"Exception was thrown by handler. {e.GetType().Name}: {e.Message}"
                : "Exception was thrown by handler.";
            call.Fail(new RpcException(new Status(StatusCode.Unknown, detail, e)));
        }
        await call.EndAsync();
    }

    /// <summary>Messages have their own limit, and a stream may rest for as long as it likes.</summary>
    static void LiftBodyLimits(HttpContext http)
    {
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = null;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Method} ended with status {StatusCode}: {Detail}")]
        public static partial void Refused(ILogger logger, string method, StatusCode statusCode, string detail);

        [LoggerMessage(2, LogLevel.Debug, "{Method} stopped because its call was cancelled.")]
        public static partial void Abandoned(ILogger logger, string method, Exception exception);

        [LoggerMessage(3, LogLevel.Error, "{Method} threw an exception.")]
        public static partial void Failed(ILogger logger, string method, Exception exception);
    }
}
