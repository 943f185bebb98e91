using System.Runtime.CompilerServices;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Control;

namespace HomeLab.Cli.Fleets;

/// <summary>One service, asked with the operator's token and never without a deadline.</summary>
sealed class FleetService(string name, Uri address, CallInvoker invoker, string token, TimeSpan timeout)
{
    public string Name => name;

    public CallInvoker Invoker => invoker;

    public Task<T> ControlAsync<T>(
        Func<Control.ControlClient, CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken) =>
        AskAsync(options => call(new Control.ControlClient(invoker), options), cancellationToken);

    /// <exception cref="CommandException">It did not answer, or refused; the message says why.</exception>
    public async Task<T> AskAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken)
    {
        // The wire counts from the system's clock, whatever time is shown.
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime + timeout;
        var options = new CallOptions(new Metadata { { "authorization", $"Bearer {token}" } }, deadline, cancellationToken);
        try
        {
            using var asked = call(options);
            return await asked.ResponseAsync;
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Translate(exception.Status);
        }
    }

    /// <summary>What it tells as it comes.</summary>
    /// <param name="isEndless">It may take as long as it takes.</param>
    /// <exception cref="CommandException">As of <see cref="AskAsync"/>.</exception>
    public async IAsyncEnumerable<T> WatchAsync<T>(
        Func<CallOptions, AsyncServerStreamingCall<T>> call, bool isEndless, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DateTime? deadline = isEndless ? null : TimeProvider.System.GetUtcNow().UtcDateTime + timeout;
        using var watched = call(new CallOptions(new Metadata { { "authorization", $"Bearer {token}" } }, deadline, cancellationToken));
        while (await NextAsync(watched.ResponseStream, cancellationToken))
        {
            yield return watched.ResponseStream.Current;
        }
    }

    async Task<bool> NextAsync<T>(IAsyncStreamReader<T> stream, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.MoveNext(cancellationToken);
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Translate(exception.Status);
        }
    }

    CommandException Translate(Status status) => status.StatusCode switch
    {
        StatusCode.Unavailable => new CommandException(ExitCode.Unreachable, $"{name} does not answer at {address}: {Plain(status)}."),
        StatusCode.DeadlineExceeded => new CommandException(ExitCode.Unreachable, 
            $"{name} did not answer within {timeout.TotalSeconds:0} s; --timeout gives it longer."),
        StatusCode.Unauthenticated => new CommandException(ExitCode.Failed, $"{name} does not know this caller: {Plain(status)}."),
        StatusCode.Unimplemented => new CommandException(
            ExitCode.Failed, $"{name} at {address} does not know this request; is it of another version, or no service of HomeLab?") { IsUnknownRequest = true },
        StatusCode.NotFound => new CommandException(ExitCode.NotFound, $"{Plain(status)}."),
        _ => new CommandException(ExitCode.Failed, $"{name} refused: {Plain(status)}."),
    };

    static string Plain(Status status)
    {
        var cause = status.DebugException?.GetBaseException().Message;
        return (cause ?? status.Detail).TrimEnd('.');
    }
}
