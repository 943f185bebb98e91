using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using HomeLab.Dns.Draining;
using Contract = HomeLab.Contracts.Grpc.Dns;

namespace HomeLab.Dns.Rpc;

static class DrainMessages
{
    public static Contract.DrainState Of(DrainReport report) => new()
    {
        Thing = report.Drain.Thing,
        Reason = report.Drain.Reason,
        By = report.Drain.By,
        At = Timestamp.FromDateTimeOffset(report.Drain.At),
        Until = Timestamp.FromDateTimeOffset(report.Drain.Until),
        Records = { report.Records.Select(Of) },
        IsDone = report.IsDone,
    };

    static Contract.DrainedRecord Of(DrainedRecord drained) => new()
    {
        Zone = drained.Zone.ToString(),
        Name = drained.Record.Name.ToString(),
        Type = drained.Record.Content.Type,
        Content = drained.Record.Content.ToString(),
        State = JsonNamingPolicy.CamelCase.ConvertName(drained.State.ToString()),
        ReasonCode = drained.Why?.Code ?? "",
        Reason = drained.Why?.Message ?? "",
        CachedUntil = drained.CachedUntil is { } until ? Timestamp.FromDateTimeOffset(until) : null,
    };
}
