using System.Text.Json.Nodes;
using HomeLab.Inventory.Findings;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Systems;

namespace HomeLab.Inventory.Filters;

/// <summary>A resource with the system that it belongs to; null: no system is known by it.</summary>
sealed record KnownResource(ResourceState State, SystemRecord? System);

/// <summary>What can be asked of resources, systems and findings.</summary>
static class Askable
{
    public static FilterFields<KnownResource> Resources { get; } = new(
        new Dictionary<string, FilterField<KnownResource>>
        {
            ["address"] = new(it => [it.State.Address]),
            ["uid"] = new(it => [it.State.Uid]),
            ["kind"] = new(it => [it.State.Kind]),
            ["name"] = new(it => [it.State.Name]),
            ["source"] = new(it => [it.State.Source]),
            ["state"] = new(it => [it.State.State]),
            ["image"] = new(it => [it.State.Image]),
            ["system"] = new(it => [it.System?.Id ?? ""]),
            ["health"] = new(it => [it.System?.Health ?? ""]),
            ["labels"] = new(_ => []) { Within = it => JsonNode.Parse(it.State.Labels) },
            ["facts"] = new(_ => []) { Within = it => JsonNode.Parse(it.State.Facts) },
        },
        it => [it.State.Address]);

    public static FilterFields<SystemRecord> Systems { get; } = new(
        new Dictionary<string, FilterField<SystemRecord>>
        {
            ["address"] = new(it => [it.Address]),
            ["id"] = new(it => [it.Id]),
            ["name"] = new(it => [it.Name]),
            ["site"] = new(it => [it.Site]),
            ["version"] = new(it => [it.Version], FilterOrder.Version),
            ["health"] = new(it => [it.Health]),
            ["reason"] = new(it => [it.Reason]),
            ["since"] = new(it => [it.Since.ToString("O")]),
            ["flaps"] = new(it => [it.Flaps.ToString(System.Globalization.CultureInfo.InvariantCulture)]),
            ["root"] = new(it => [it.Root]),
            ["objects"] = new(it => it.Details.Objects.Select(one => one.Address)),
        },
        it => it.Details.Objects.Select(one => one.Address));

    public static FilterFields<FindingRow> Findings { get; } = new(
        new Dictionary<string, FilterField<FindingRow>>
        {
            ["id"] = new(it => [it.Id]),
            ["rule"] = new(it => [it.Rule]),
            ["severity"] = new(it => [it.Severity.ToLowerInvariant()], FilterOrder.Severity),
            ["addresses"] = new(it => it.Addresses),
            ["what"] = new(it => [it.What]),
            ["evidence"] = new(it => [it.Evidence]),
            ["sources"] = new(it => it.Sources),
            ["opened_at"] = new(it => [it.OpenedAt?.ToString("O") ?? ""]),
            ["closed_at"] = new(it => [it.ClosedAt?.ToString("O") ?? ""]),
        },
        it => it.Addresses);
}
