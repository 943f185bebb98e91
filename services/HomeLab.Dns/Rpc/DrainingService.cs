using Grpc.Core;
using HomeLab.Dns.Draining;
using HomeLab.ServiceDefaults.Rpc;
using Contract = HomeLab.Contracts.Grpc.Dns;

namespace HomeLab.Dns.Rpc;

/// <summary>Takes names off what is about to stop.</summary>
sealed class DrainingService(Drains drains, TimeProvider time) : Contract.Draining.DrainingBase
{
    const int MaxThing = 500;
    const int MaxReason = 500;

    static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public override async Task<Contract.DrainState> Drain(Contract.DrainRequest request, ServerCallContext context)
    {
        var caller = context.Demand(Role.Operator);
        var until = request.Until?.ToDateTimeOffset();
        if (WhyNot(request, until, time.GetUtcNow()) is { } objection)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, objection));
        }
        try
        {
            return DrainMessages.Of(await drains.AskAsync(request.Thing, request.Reason, until!.Value, caller.Name, context.CancellationToken));
        }
        catch (DrainRefusedException e)
        {
            throw new RpcException(new Status(e.IsUnknown ? StatusCode.NotFound : StatusCode.FailedPrecondition, e.Message));
        }
    }

    public override async Task<Contract.EndDrainResponse> EndDrain(Contract.EndDrainRequest request, ServerCallContext context)
    {
        var caller = context.Demand(Role.Operator);
        return await drains.EndAsync(request.Thing, caller.Name, context.CancellationToken)
            ? new Contract.EndDrainResponse()
            : throw new RpcException(new Status(StatusCode.NotFound, $"No stop of '{request.Thing}' is announced."));
    }

    public override async Task<Contract.ListDrainsResponse> ListDrains(Contract.ListDrainsRequest request, ServerCallContext context) => new()
    {
        Drains = { (await drains.ListAsync(request.Thing, context.CancellationToken)).Select(DrainMessages.Of) },
    };

    static string? WhyNot(Contract.DrainRequest request, DateTimeOffset? until, DateTimeOffset now) => request switch
    {
        _ when !IsLine(request.Thing, MaxThing) => $"The thing is an address of 1 to {MaxThing} characters, such as docker/nas/photos.",
        _ when !IsLine(request.Reason, MaxReason) => $"The reason is one line of 1 to {MaxReason} characters.",
        _ when until is null => "It ends: say until when.",
        _ when until <= now => "That time is over already.",
        _ when until > now + Longest => $"It lasts {Longest.TotalHours} hours at most; ask again before it ends.",
        _ => null,
    };

    static bool IsLine(string text, int longest) => !string.IsNullOrWhiteSpace(text) && text.Length <= longest && !text.Any(char.IsControl);
}
