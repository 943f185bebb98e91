using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server;

sealed partial class HttpContextServerCallContext : IDisposable
{
    // Timers take at most this; a deadline beyond it is as good as none.
    static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>Held while the response is written or ended, because a deadline ends it beside a running handler.</summary>
    readonly Lock gate = new();
    readonly MessageWriter writer = new(options.MaxSendMessageSize);
    MessageReader? reader;
    DateTime deadline = DateTime.MaxValue;
    CancellationTokenSource? expiry;
    Timer? timer;
    TaskCompletionSource? expired;
    bool compressesResponses;
    bool hasMessages;
    bool hasEnded;
    bool isLost;

    /// <summary>Nobody waits for an answer any more: it was given, or the caller is gone.</summary>
    public bool IsOver => hasEnded || isLost || CancellationToken.IsCancellationRequested;

    /// <exception cref="RpcException">The request's encoding is unknown.</exception>
    public void Start()
    {
        StartDeadline();
        string? encoding = http.Request.Headers[HeaderNames.Encoding];
        if (!MessageEncoding.IsKnown(encoding))
        {
            http.Response.Headers[HeaderNames.AcceptEncoding] = MessageEncoding.Accepted;
            throw new RpcException(new Status(
                StatusCode.Unimplemented, $"Unsupported grpc-encoding value '{encoding}'. Supported encodings: {MessageEncoding.Accepted}"));
        }
        reader = new MessageReader(http.Request.BodyReader, options.MaxReceiveMessageSize, encoding);
        compressesResponses = options.ResponseCompressionAlgorithm == MessageEncoding.Gzip
            && MessageEncoding.IsAccepted(http.Request.Headers[HeaderNames.AcceptEncoding], MessageEncoding.Gzip);
    }

    /// <summary>The one request of a call that does not stream them.</summary>
    public async ValueTask<T> ReadSingleAsync<T>(Marshaller<T> marshaller) where T : class
    {
        var message = await ReadAsync(marshaller, CancellationToken)
            ?? throw new RpcException(new Status(StatusCode.Internal, "Incomplete message."));
        return await ReadAsync(marshaller, CancellationToken) is null
            ? message
            : throw new RpcException(new Status(StatusCode.Internal, "Additional data after the message received."));
    }

    public async ValueTask<T?> ReadAsync<T>(Marshaller<T> marshaller, CancellationToken cancellationToken) where T : class
    {
        if (hasEnded) throw new InvalidOperationException("Can't read messages after the request is complete.");
        try
        {
            return await reader!.ReadAsync(marshaller.ContextualDeserializer, cancellationToken);
        }
        catch (IOException)
        {
            // Kestrel fails the read before it cancels the token.
            isLost = true;
            throw;
        }
    }

    /// <summary>Puts a message into the response's buffer; what ends the call also flushes it.</summary>
    public void Write<T>(T message, Marshaller<T> marshaller) where T : class
    {
        if (message is null) throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method."));
        lock (gate)
        {
            if (hasEnded || CancellationToken.IsCancellationRequested)
                throw new InvalidOperationException("Can't write the message because the request is complete.");
            if (!hasMessages) AnnounceEncoding();
            hasMessages = true;
            var compress = compressesResponses && WriteOptions?.Flags.HasFlag(WriteFlags.NoCompress) is not true;
            writer.Write(message, marshaller.ContextualSerializer, http.Response.BodyWriter, compress);
        }
    }

    public ValueTask<System.IO.Pipelines.FlushResult> FlushAsync(CancellationToken cancellationToken) =>
        http.Response.BodyWriter.FlushAsync(cancellationToken);

    public void Fail(RpcException failure)
    {
        Status = failure.Status;
        foreach (var entry in failure.Trailers) ResponseTrailers.Add(entry);
    }

    /// <summary>Ends the response with the status, unless the deadline already did; then waits until that is done.</summary>
    public Task EndAsync()
    {
        lock (gate)
        {
            if (!hasEnded) End(responseTrailers);
            return expired?.Task ?? Task.CompletedTask;
        }
    }

    public void Dispose()
    {
        timer?.Dispose();
        expiry?.Dispose();
    }

    void StartDeadline()
    {
        if (!CallTimeout.TryDecode(http.Request.Headers[HeaderNames.Timeout], out var timeout)) return;

        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        deadline = timeout < DateTime.MaxValue - now ? now + timeout : DateTime.MaxValue;
        if (timeout > LongestTimer) return;
        expiry = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        timer = new Timer(static call => ((HttpContextServerCallContext)call!).Expire(), this, timeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Answers the caller in time even if the handler takes no notice of its token.</summary>
    async void Expire()
    {
        lock (gate)
        {
            if (hasEnded) return;
            expired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Status = new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded");
            // The handler still runs and may be adding to its trailers, so they stay out.
            End(trailers: null);
        }
        try
        {
            await expiry!.CancelAsync();
            await http.Response.CompleteAsync();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException or AggregateException)
        {
            // The connection went first, or a callback on the call's token threw; the call is over either way.
        }
        finally
        {
            expired.SetResult();
        }
    }

    void End(Metadata? trailers)
    {
        hasEnded = true;
        if (http.RequestAborted.IsCancellationRequested) return;

        // Trailers follow a response that has begun; one that has not consists of its headers alone.
        var target = hasMessages || http.Response.HasStarted
            ? http.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers
            : http.Response.Headers;
        if (trailers is not null) ResponseStatus.Write(target, trailers);
        ResponseStatus.Write(target, Status);
    }

    void AnnounceEncoding()
    {
        if (compressesResponses && !http.Response.HasStarted) http.Response.Headers[HeaderNames.Encoding] = MessageEncoding.Gzip;
    }
}
