using Google.Protobuf;
using Grpc.Core;

namespace HomeLab.Polyfills.Tests.Grpc;

/// <summary>Does what its requests ask for; server.mjs is its twin on the official implementation.</summary>
public sealed class EchoService(Cancellations cancellations) : Echo.EchoBase
{
    public override async Task<EchoReply> Say(EchoRequest request, ServerCallContext context)
    {
        if (request.Crash) throw new InvalidOperationException("the secret cause");
        if (context.RequestHeaders.Get("x-echo") is { } text) await context.WriteResponseHeadersAsync(new Metadata { { "x-echoed", text.Value } });
        if (context.RequestHeaders.GetValueBytes("x-echo-bin") is { } bytes) context.ResponseTrailers.Add("x-echoed-bin", bytes);
        using var watch = cancellations.Watch(request.Text, context.CancellationToken);
        await Task.Delay(request.Delay, context.CancellationToken);
        ThrowIfAsked(request, context);
        return Reply(request, 0);
    }

    public override async Task Count(EchoRequest request, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context)
    {
        using var watch = cancellations.Watch(request.Text, context.CancellationToken);
        for (var i = 0; i < request.Count; i++)
        {
            if (request.Delay > 0) await Task.Delay(request.Delay, context.CancellationToken);
            await responseStream.WriteAsync(Reply(request, i));
        }
        ThrowIfAsked(request, context);
    }

    public override async Task<EchoReply> Collect(IAsyncStreamReader<EchoRequest> requestStream, ServerCallContext context)
    {
        var reply = new EchoReply();
        await foreach (var request in requestStream.ReadAllAsync())
        {
            if (reply.Number == 0) cancellations.Watch(request.Text, context.CancellationToken);
            ThrowIfAsked(request, context);
            reply.Number++;
            reply.Text += request.Text;
        }
        return reply;
    }

    public override async Task Chat(IAsyncStreamReader<EchoRequest> requestStream, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context)
    {
        var number = 0;
        await foreach (var request in requestStream.ReadAllAsync())
        {
            ThrowIfAsked(request, context);
            await responseStream.WriteAsync(Reply(request, number++));
        }
    }

    static EchoReply Reply(EchoRequest request, int number) => new()
    {
        Text = request.Text,
        Number = number,
        Filling = ByteString.CopyFrom(new byte[request.Size]),
    };

    static void ThrowIfAsked(EchoRequest request, ServerCallContext context)
    {
        if (request.Status == 0) return;
        context.ResponseTrailers.Add("x-reason", "asked");
        context.ResponseTrailers.Add("x-reason-bin", [0, 1, 254, 255]);
        throw new RpcException(new Status((StatusCode)request.Status, request.Detail));
    }
}
