using HomeLab.Contracts.Grpc.Control;

namespace HomeLab.ServiceDefaults.Control;

sealed class PlanRow
{
    public const string Get = """
        SELECT plan_hash AS Hash, plan::text AS Json, plan_at AS At
        FROM homelab.work WHERE kind = @Kind AND key = @Key AND plan_hash IS NOT NULL
        """;

    public required string Hash { get; init; }
    public required string Json { get; init; }
    public DateTime? At { get; init; }

    public Plan ToMessage() => new() { Hash = Hash, Json = Json, At = Instant.Of(At) };
}
