using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Docker;
using HomeLab.Inventory.Holds;
using HomeLab.Inventory.Lab;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Rpc;

/// <summary>What is stored, in the words of the contract.</summary>
static class SnapshotMessages
{
    public static Source Of(SourceRow row, DateTimeOffset now) => new()
    {
        Name = row.Name,
        Complete = row.IsComplete,
        ReasonCode = row.ReasonCode,
        Reason = row.Reason,
        Identity = row.Identity,
        Age = row.ReadAt is { } at ? Age(at, now) : null,
    };

    public static Contracts.Grpc.Inventory.Lab Of(LabRow row)
    {
        var spec = LabJson.Read<LabSpec>(row.Spec);
        return new Contracts.Grpc.Inventory.Lab
        {
            Name = row.Name,
            Commit = row.GitHead,
            Cloudflare = spec.Cloudflare is { } cloudflare ? Of(cloudflare) : null,
            DnsServers = { (spec.DnsServers ?? []).Select(Of) },
            InternalTargets =
            {
                spec.Docker.Where(it => it.Publish?.Internal is not null)
                    .SelectMany(it => new[] { (Source: SourceNames.Of(it), it.Publish!.Internal), (Source: $"{SourceNames.Of(it)}/{SwarmServices.Part}", it.Publish.Internal) })
                    .Concat((spec.Traefik ?? []).Where(it => it.Publish?.Internal is not null).Select(it => (Source: SourceNames.Of(it), it.Publish!.Internal)))
                    .ToDictionary(it => it.Source, it => it.Internal!),
            },
            Policy = new Policy
            {
                Apply = spec.Policy.Apply,
                MaxDeletes = spec.Policy.MaxDeletes,
                MaxDeleteShare = spec.Policy.MaxDeleteShare,
                RemoveAfter = Duration.FromTimeSpan(spec.Policy.RemoveAfter),
                Kinds = { (spec.Policy.Kinds ?? []).ToDictionary(it => it.Kind, it => new KindPolicy { Apply = it.Apply }) },
            },
            Uplinks = { (spec.Uplinks ?? []).Select(Of) },
            ToldSources = { spec.Kubernetes.Where(it => it.Publish is { Events: true }).Select(SourceNames.Of) },
        };
    }

    public static Document Of(DocumentRow row) => new()
    {
        Address = row.Address,
        Kind = row.Kind,
        Name = row.Name,
        File = row.File,
        Line = row.Line,
        IsValid = row.IsValid,
        IsLastGood = !row.IsValid && row.Spec is not null,
        SpecJson = row.Spec ?? "",
        IsAbsent = row.AbsentCode.Length > 0,
        AbsentCode = row.AbsentCode,
        AbsentReason = row.AbsentReason,
        Problems = { Problems(row.Problems) },
    };

    public static Resource Of(ResourceState state) => new()
    {
        Address = state.Address,
        Uid = state.Uid,
        Kind = state.Kind,
        Name = state.Name,
        Source = state.Source,
        State = state.State,
        Image = state.Image,
        Labels = { LabJson.Read<Dictionary<string, string>>(state.Labels) },
        Problems = { Problems(state.Problems) },
    };

    public static Contracts.Grpc.Inventory.Endpoint Of(EndpointState state) => new()
    {
        Address = state.Address,
        Resource = state.Resource,
        Uid = state.Uid,
        Source = state.Source,
        Host = state.Host,
        Router = state.Router,
        EntryPoints = { state.EntryPoints.Split(',', StringSplitOptions.RemoveEmptyEntries) },
        IsRunning = state.IsRunning,
        Publication = state.Target is { } target
            ? new Publication { Target = target, Proxied = state.Proxied, Targets = { LabJson.Read<List<string>>(state.Targets) }, Ttl = state.Ttl ?? 0, Type = state.Type, Policy = state.Policy }
            : null,
        RefusedCode = state.RefusedCode,
        RefusedReason = state.RefusedReason,
        CreatedAt = state.CreatedAt is { } at ? Timestamp.FromDateTime(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : null,
        IsDeclared = state.IsDeclared,
    };

    public static Removal Of(RemovalRow row, DateTimeOffset now) => new()
    {
        Scope = (Scope)row.Scope,
        Address = row.Address,
        ReasonCode = row.ReasonCode,
        Age = Age(row.RemovedAt, now),
    };

    public static PlacedHold Of(HoldRow row) => new()
    {
        Id = row.Id.ToString(),
        Scope = row.Scope,
        Reason = row.Reason,
        Until = Timestamp.FromDateTime(row.EndsAt),
        PlacedBy = row.PlacedBy,
        PlacedAt = Timestamp.FromDateTime(row.PlacedAt),
    };

    /// <summary>Of a document of the kind Hold.</summary>
    public static PlacedHold HoldOf(DocumentRow row)
    {
        var spec = LabJson.Read<HoldSpec>(row.Spec!);
        return new PlacedHold { Scope = spec.Scope, Reason = spec.Reason, Until = Timestamp.FromDateTimeOffset(spec.Until), PlacedBy = row.Address };
    }

    public static Contracts.Grpc.Inventory.Problem Of(HomeLab.Lab.Problem problem) => new()
    {
        File = problem.File,
        Line = problem.Line,
        Column = problem.Column,
        Path = problem.Path,
        Code = problem.Code,
        Message = problem.Message,
    };

    static DnsServer Of(DnsServerSpec spec) => new()
    {
        Name = spec.Name,
        Address = spec.Address ?? "",
        Port = spec.Port,
        Zones = { spec.Zones },
        View = spec.View,
        Tsig = spec.Tsig is { } tsig ? new TsigKey { Name = tsig.Name, Algorithm = tsig.Algorithm, Secret = Of(tsig.Secret) } : null,
        Webhook = spec.Webhook ?? "",
    };

    public static Contracts.Grpc.Inventory.SecretReference? Of(HomeLab.Lab.Kinds.SecretReference reference) => reference switch
    {
        { Env: { } env } => new Contracts.Grpc.Inventory.SecretReference { Env = env },
        { File: { } file } => new Contracts.Grpc.Inventory.SecretReference { File = file },
        _ => null,
    };

    static Cloudflare Of(CloudflareSpec spec) => new()
    {
        Token = Of(spec.Token),
        Zones = { spec.Zones },
        Url = spec.Url ?? "",
        Lists = { (spec.Lists ?? []).Select(it => new IpList { Name = it.Name, Uplinks = { it.Uplinks ?? [] }, Families = { it.Families } }) },
        PublishesTunnels = spec.Tunnels is { Publish: true },
    };

    static Uplink Of(UplinkSpec spec) => new()
    {
        Name = spec.Name,
        Detectors = { (spec.Detectors ?? []).Select(it => new Detector { Kind = it.Kind, Url = it.Url ?? "", Interface = it.Interface ?? "" }) },
        Quorum = spec.Quorum,
        Confirmations = spec.Confirmations,
        Interval = Duration.FromTimeSpan(spec.Interval),
        PrefixLength = spec.PrefixLength ?? 0,
        Interface = spec.Interface ?? "",
        Heartbeat = spec.Heartbeat is { } heartbeat ? Of(heartbeat) : null,
    };

    static IEnumerable<Contracts.Grpc.Inventory.Problem> Problems(string json) =>
        LabJson.Read<List<HomeLab.Lab.Problem>>(json).Select(Of);

    static Duration Age(DateTime at, DateTimeOffset now)
    {
        var age = now - new DateTimeOffset(at, TimeSpan.Zero);
        return Duration.FromTimeSpan(age > TimeSpan.Zero ? age : TimeSpan.Zero);
    }
}
