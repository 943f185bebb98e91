using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>One call from its request to its status; the other part of this class talks HTTP.</summary>
sealed partial class GrpcCall<TRequest, TResponse> : IDisposable
    where TRequest : class
    where TResponse : class
{
    static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    readonly GrpcChannel channel;
    readonly Method<TRequest, TResponse> method;
    readonly CallOptions options;
    readonly Lock gate = new();
    readonly CancellationTokenSource over = new();
    readonly TaskCompletionSource<Metadata> headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationTokenRegistration callerCancels;
    readonly CancellationTokenRegistration channelCloses;
    readonly Timer? deadline;
    HttpResponseMessage? response;
    StreamingContent<TRequest>? requests;
    CallEnd? end;

    public GrpcCall(GrpcChannel channel, Method<TRequest, TResponse> method, CallOptions options)
    {
        (this.channel, this.method, this.options) = (channel, method, options);
        var remaining = Remaining();
        channelCloses = channel.Closing.UnsafeRegister(static call => ((GrpcCall<TRequest, TResponse>)call!).Dispose(), this);
        if (remaining <= TimeSpan.Zero)
        {
            Expire();
            return;
        }
        if (remaining < LongestTimer)
            deadline = new Timer(static call => ((GrpcCall<TRequest, TResponse>)call!).Expire(), this, remaining.Value, Timeout.InfiniteTimeSpan);
        callerCancels = options.CancellationToken.UnsafeRegister(static call => ((GrpcCall<TRequest, TResponse>)call!).Cancel(), this);
        if (Ended is not null) callerCancels.Unregister();
    }

    public Task<Metadata> ResponseHeadersAsync => headers.Task;

    /// <summary>Cancelled as soon as the call has ended, well or not.</summary>
    public CancellationToken Over => over.Token;

    public CallEnd? Ended => Volatile.Read(ref end);

    public MessageWriter CreateWriter() => new(channel.Options.MaxSendMessageSize);

    public Marshaller<TRequest> RequestMarshaller => method.RequestMarshaller;

    public WriteOptions? WriteOptions => options.WriteOptions;

    public bool Compresses { get; private set; }

    public Status GetStatus() =>
        Ended?.Status ?? throw new InvalidOperationException("Unable to get the status because the call is not complete.");

    public Metadata GetTrailers() =>
        Ended?.Trailers ?? throw new InvalidOperationException("Can't get the call trailers because the call has not completed successfully.");

    public void Cancel() => End(CallEnd.Local(StatusCode.Cancelled, "Call canceled by the client."));

    public void Dispose() => End(CallEnd.Local(StatusCode.Cancelled, "gRPC call disposed."));

    /// <summary>What a caller sees of an end other than OK.</summary>
    public Exception Failure(CallEnd ended)
    {
        var failure = new RpcException(ended.Status, ended.Trailers);
        var isCancellation = ended.Status.StatusCode is StatusCode.DeadlineExceeded || ended is { IsLocal: true, Status.StatusCode: StatusCode.Cancelled };
        return isCancellation && channel.Options.ThrowOperationCanceledOnCancellation
            ? new OperationCanceledException(ended.Status.Detail, failure, options.CancellationToken)
            : failure;
    }

    /// <summary>Ends the call by what went wrong, unless it has ended already, and gives what to throw.</summary>
    public Exception Fail(Exception cause) => Failure(End(cause is RpcException rpc
        ? new CallEnd(rpc.Status, rpc.Trailers)
        : new CallEnd(CallFailure.StatusOf(cause), [])));

    void Expire() => End(CallEnd.Local(StatusCode.DeadlineExceeded, ""));

    /// <summary>Ends the call, unless it has ended, and lets go of its stream, which resets it where the server has not closed it.</summary>
    CallEnd End(CallEnd ended)
    {
        lock (gate)
        {
            if (end is not null) return end;
            end = ended;
        }
        deadline?.Dispose();
        callerCancels.Unregister();
        channelCloses.Unregister();
        requests?.Abandon();
        if (ended.Status.StatusCode != StatusCode.OK && headers.TrySetException(Failure(ended))) Observe(headers.Task);
        over.Cancel();
        response?.Dispose();
        return ended;
    }

    TimeSpan? Remaining() => options.Deadline switch
    {
        null => null,
        var none when none == DateTime.MaxValue => null,
        var past when past == DateTime.MinValue => TimeSpan.Zero,
        { Kind: DateTimeKind.Utc } utc => utc - TimeProvider.System.GetUtcNow().UtcDateTime,
        _ => throw new InvalidOperationException("Deadline must have a kind DateTimeKind.Utc or be equal to DateTime.MaxValue or DateTime.MinValue."),
    };

    /// <summary>A caller who took no interest in a task must not hear of its failure from the finaliser.</summary>
    static void Observe(Task task) =>
        task.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
