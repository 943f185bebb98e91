using System.Text.Json.Nodes;
using HomeLab.Inventory.Findings;
using HomeLab.Inventory.Owners;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Systems;

namespace HomeLab.Inventory.Filters;

/// <summary>A resource with the system that it belongs to; null: no system is known by it.</summary>
/// <param name="Owner">Found when it is first asked for: of most resources nobody asks.</param>
sealed record KnownResource(ResourceState State, SystemRecord? System, Lazy<Owner> Owner);

sealed record KnownSystem(SystemRecord Record, Owner Owner);

sealed record KnownFinding(FindingRow Row, Owner Owner);

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
            ["owner"] = new(it => [it.Owner.Value.Name]),
            ["labels"] = new(_ => []) { Within = it => JsonNode.Parse(it.State.Labels) },
            ["facts"] = new(_ => []) { Within = it => JsonNode.Parse(it.State.Facts) },
        },
        it => [it.State.Address]);

    public static FilterFields<KnownSystem> Systems { get; } = new(
        new Dictionary<string, FilterField<KnownSystem>>
        {
            ["address"] = new(it => [it.Record.Address]),
            ["id"] = new(it => [it.Record.Id]),
            ["name"] = new(it => [it.Record.Name]),
            ["site"] = new(it => [it.Record.Site]),
            ["version"] = new(it => [it.Record.Version], FilterOrder.Version),
            ["health"] = new(it => [it.Record.Health]),
            ["reason"] = new(it => [it.Record.Reason]),
            ["since"] = new(it => [it.Record.Since.ToString("O")]),
            ["flaps"] = new(it => [it.Record.Flaps.ToString(System.Globalization.CultureInfo.InvariantCulture)]),
            ["root"] = new(it => [it.Record.Root]),
            ["owner"] = new(it => [it.Owner.Name]),
            ["objects"] = new(it => it.Record.Details.Objects.Select(one => one.Address)),
        },
        it => it.Record.Details.Objects.Select(one => one.Address));

    public static FilterFields<KnownFinding> Findings { get; } = new(
        new Dictionary<string, FilterField<KnownFinding>>
        {
            ["id"] = new(it => [it.Row.Id]),
            ["rule"] = new(it => [it.Row.Rule]),
            ["severity"] = new(it => [it.Row.Severity.ToLowerInvariant()], FilterOrder.Severity),
            ["addresses"] = new(it => it.Row.Addresses),
            ["what"] = new(it => [it.Row.What]),
            ["evidence"] = new(it => [it.Row.Evidence]),
            ["sources"] = new(it => it.Row.Sources),
            ["owner"] = new(it => [it.Owner.Name]),
            ["opened_at"] = new(it => [it.Row.OpenedAt?.ToString("O") ?? ""]),
            ["closed_at"] = new(it => [it.Row.ClosedAt?.ToString("O") ?? ""]),
        },
        it => it.Row.Addresses);
}
