using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Dns;

namespace HomeLab.Cli.Tests;

/// <summary>One record was deleted yesterday and can be put back; another's change was taken back already.</summary>
sealed class PlayedRecordChanges : RecordChanges.RecordChangesBase
{
    const string Deleted = "019abcde-0000-7000-8000-000000000001";
    const string Changed = "019abcde-0000-7000-8000-000000000002";

    public override Task<ListTombstonesResponse> ListTombstones(ListTombstonesRequest request, ServerCallContext context) =>
        Task.FromResult(new ListTombstonesResponse
        {
            Tombstones =
            {
                new Tombstone
                {
                    Change = Deleted, Zone = "example.org", Name = "wiki.example.org", Type = "A", Content = "192.0.2.20", Ttl = 300, Tags = { "owner:ada" },
                    Comment = "homelab/k3v9x2ab 019abcde000070008000000000000000 the hall", By = "HomeLab.Dns",
                    Why = "Nobody wants it any more; docker/komodo-host/wiki#r/wiki.example.org was the last.",
                    At = Timestamp.FromDateTimeOffset(FakeFleet.Now.AddDays(-1)), Until = Timestamp.FromDateTimeOffset(FakeFleet.Now.AddDays(29)),
                },
            },
        });

    public override Task<UndoChangeResponse> UndoChange(UndoChangeRequest request, ServerCallContext context) => request.What switch
    {
        "wiki.example.org" or Deleted => Task.FromResult(new UndoChangeResponse
        {
            Zone = "example.org", Object = "example.org/wiki.example.org/A", Restored = "wiki.example.org A 192.0.2.20 ttl 300", IsNew = true,
            Held = new HeldChange { Change = Deleted, By = "operator", Until = Timestamp.FromDateTimeOffset(FakeFleet.Now + (request.Hold?.ToTimeSpan() ?? TimeSpan.FromDays(7))) },
        }),
        "dual.example.org" => Task.FromResult(new UndoChangeResponse
        {
            Zone = "example.org", Object = "example.org/dual.example.org/A", Restored = "dual.example.org A 192.0.2.30 ttl 300", IsNew = true,
            Held = new HeldChange { Change = Deleted, By = "operator", Until = Timestamp.FromDateTimeOffset(FakeFleet.Now.AddDays(7)) },
            Together = { new RestoredRecord { Change = Changed, Object = "example.org/dual.example.org/AAAA", Restored = "dual.example.org AAAA 2001:db8::30 ttl 300" } },
        }),
        "nas.example.org" => Task.FromResult(new UndoChangeResponse
        {
            Zone = "example.org", Object = "example.org/nas.example.org/A", Restored = "nas.example.org A 192.0.2.9 ttl 300",
            Undone = "nas.example.org A 192.0.2.10 ttl 300",
            Held = new HeldChange { Change = Changed, By = "ada", Until = Timestamp.FromDateTimeOffset(FakeFleet.Now.AddDays(2)) },
        }),
        _ => throw new RpcException(new Status(
            StatusCode.FailedPrecondition, "photos.example.org is taken meanwhile: photos.example.org A 192.0.2.99 ttl auto stands there and is not ours.")),
    };
}
