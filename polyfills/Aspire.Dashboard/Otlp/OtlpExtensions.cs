using Aspire.Dashboard.Otlp.Wire;
using Google.Protobuf;
using Grpc.Core;

namespace Aspire.Dashboard.Otlp;

static class OtlpExtensions
{
    const string KeyHeader = "x-otlp-api-key";
    const string Protobuf = "application/x-protobuf";

    public static IServiceCollection AddOtlp(this IServiceCollection services)
    {
        services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = OtlpLimits.MessageBytes);
        return services.AddSingleton<TraceIntake>().AddSingleton<LogIntake>().AddSingleton<MetricIntake>();
    }

    /// <summary>Each door serves its own paths only, and OTLP only to those who know the key.</summary>
    public static WebApplication UseOtlpKey(this WebApplication app)
    {
        var key = app.Services.GetRequiredService<DashboardOptions>().OtlpKey;
        app.Use(async (context, next) =>
        {
            var listener = context.Listener();
            if (listener == Listener.Frontend || key is null || FixedTime.Equal(context.Request.Headers[KeyHeader], key)) await next(context);
            else if (listener == Listener.OtlpHttp) context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            else await RefuseAsync(context);
        });
        return app;
    }

    public static void MapOtlp(this WebApplication app)
    {
        app.MapGrpcService<OtlpGrpcTraces>();
        app.MapGrpcService<OtlpGrpcLogs>();
        app.MapGrpcService<OtlpGrpcMetrics>();
        var traces = app.Services.GetRequiredService<TraceIntake>();
        var logs = app.Services.GetRequiredService<LogIntake>();
        var metrics = app.Services.GetRequiredService<MetricIntake>();
        app.MapPost("/v1/traces", context => ReceiveAsync(context, ExportTraceServiceRequest.Parser, traces.Accept));
        app.MapPost("/v1/logs", context => ReceiveAsync(context, ExportLogsServiceRequest.Parser, logs.Accept));
        app.MapPost("/v1/metrics", context => ReceiveAsync(context, ExportMetricsServiceRequest.Parser, metrics.Accept));
    }

    static async Task ReceiveAsync<T>(HttpContext context, MessageParser<T> parser, Func<T, IMessage> accept) where T : IMessage<T>
    {
        if (context.Listener() != Listener.OtlpHttp)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        IMessage answer;
        try
        {
            answer = accept(await OtlpHttpBody.ReadAsync(context.Request, parser));
        }
        catch (BadHttpRequestException exception)
        {
            context.Response.StatusCode = exception.StatusCode;
            // On the wire the same as google.rpc.Status, which the protocol asks for.
            answer = new Wire.Status { Message = exception.Message };
        }

        context.Response.ContentType = Protobuf;
        await context.Response.Body.WriteAsync(answer.ToByteArray(), context.RequestAborted);
    }

    static Task RefuseAsync(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = ((int)StatusCode.Unauthenticated).ToString(System.Globalization.CultureInfo.InvariantCulture);
        context.Response.Headers["grpc-message"] = $"{KeyHeader} is missing or wrong";
        return Task.CompletedTask;
    }
}
