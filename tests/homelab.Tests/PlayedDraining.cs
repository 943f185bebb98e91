using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Dns;

namespace HomeLab.Cli.Tests;

/// <summary>The stop of one container is announced and its record on its way out; that of another is done as soon as somebody waits for it.</summary>
sealed class PlayedDraining : Draining.DrainingBase
{
    const string Wiki = "docker/komodo-host/wiki";

    public override Task<DrainState> Drain(DrainRequest request, ServerCallContext context) => request.Thing == Wiki
        ? Task.FromResult(StateOf(request.Thing, request.Reason, request.Until, "there"))
        : throw new RpcException(new Status(
            StatusCode.FailedPrecondition,
            $"No record that leads to {request.Thing} may be withdrawn: its source, its labels or its document have to say 'withdraw' beside 'when healthy'."));

    public override Task<EndDrainResponse> EndDrain(EndDrainRequest request, ServerCallContext context) => request.Thing == Wiki
        ? Task.FromResult(new EndDrainResponse())
        : throw new RpcException(new Status(StatusCode.NotFound, $"No stop of '{request.Thing}' is announced."));

    public override Task<ListDrainsResponse> ListDrains(ListDrainsRequest request, ServerCallContext context) => Task.FromResult(new ListDrainsResponse
    {
        Drains =
        {
            StateOf(
                Wiki, "The disk is changed.", Timestamp.FromDateTimeOffset(FakeFleet.Now.AddHours(1)),
                // Somebody who asks about one thing waits for it.
                request.Thing == Wiki ? "gone" : "cached"),
        },
    });

    static DrainState StateOf(string thing, string reason, Timestamp until, string state) => new()
    {
        Thing = thing, Reason = reason, By = "operator", At = Timestamp.FromDateTimeOffset(FakeFleet.Now), Until = until, IsDone = state == "gone",
        Records =
        {
            new DrainedRecord
            {
                Zone = "example.org", Name = "wiki.example.org", Type = "A", Content = "192.0.2.20", State = state,
                CachedUntil = state == "there" ? null : Timestamp.FromDateTimeOffset(FakeFleet.Now.AddMinutes(5)),
            },
        },
    };
}
