using System.Text.Json;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Planning;

namespace HomeLab.Dns.Sources;

/// <summary>Holds of <c>Hold</c> documents.</summary>
static class Holds
{
    const string Kind = "Hold";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Hold? Of(Document document) =>
        document.Kind == Kind && document.SpecJson.Length > 0 && JsonSerializer.Deserialize<Spec>(document.SpecJson, Json) is { } spec
            ? new Hold(document.Name, spec.Scope, spec.Reason, spec.Until)
            : null;

    sealed record Spec(string Scope, string Reason, DateTimeOffset Until);
}
