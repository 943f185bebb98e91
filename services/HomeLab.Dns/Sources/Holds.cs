using System.Text.Json;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Planning;

namespace HomeLab.Dns.Sources;

/// <summary>Holds of <c>Hold</c> documents, and those that people and services have placed.</summary>
static class Holds
{
    const string Kind = "Hold";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<Hold> Of(LabSnapshot snapshot) =>
        [.. snapshot.Documents.Values.Select(Of).OfType<Hold>(), .. snapshot.Holds.Select(Of)];

    static Hold? Of(Document document) =>
        document.Kind == Kind && document.SpecJson.Length > 0 && JsonSerializer.Deserialize<Spec>(document.SpecJson, Json) is { } spec
            ? new Hold(document.Name, spec.Scope, spec.Reason, spec.Until)
            : null;

    static Hold Of(PlacedHold placed) => new($"{placed.Id} of {placed.PlacedBy}", placed.Scope, placed.Reason, placed.Until.ToDateTimeOffset());

    sealed record Spec(string Scope, string Reason, DateTimeOffset Until);
}
