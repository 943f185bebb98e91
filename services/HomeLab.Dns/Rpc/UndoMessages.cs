using Google.Protobuf.WellKnownTypes;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Undoing;
using Contract = HomeLab.Contracts.Grpc.Dns;

namespace HomeLab.Dns.Rpc;

static class UndoMessages
{
    public static Contract.HeldChange Of(Undo undo) => new()
    {
        Change = undo.Change.ToString(), By = undo.By, Until = Timestamp.FromDateTimeOffset(undo.Until),
    };

    public static Contract.RestoredRecord RestoredOf(Undo undo) => new()
    {
        Change = undo.Change.ToString(), Object = undo.Object, Restored = undo.Restored.Record.ToString(),
    };

    /// <param name="until">So long it can be put back.</param>
    public static Contract.Tombstone Of(PastChange deleted, DateTimeOffset until)
    {
        var before = deleted.Before!;
        return new Contract.Tombstone
        {
            Change = deleted.Id.ToString(),
            Zone = deleted.Zone.ToString(),
            Name = before.Record.Name.ToString(),
            Type = before.Record.Content.Type,
            Content = before.Record.Content.ToString(),
            Proxied = before.Record.Proxied,
            Ttl = before.Record.Ttl.Seconds,
            Tags = { before.Tags },
            Comment = before.Comment,
            At = Timestamp.FromDateTimeOffset(deleted.At),
            By = deleted.Actor,
            Why = deleted.Why,
            Until = Timestamp.FromDateTimeOffset(until),
        };
    }
}
