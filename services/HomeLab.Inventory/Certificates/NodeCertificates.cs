using System.Text.Json.Nodes;
using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Certificates;

/// <summary>What Proxmox nodes tell of their certificates.</summary>
static class NodeCertificates
{
    public static IEnumerable<CertificateState> Of(LabView view) => view.Observations.Where(IsNode)
        .SelectMany(node => node.Facts["certificates"].Items().Select(it => new CertificateState(node.Address, $"{CertificateState.Proxmox} {it.Text("file")}")
        {
            Certificate = FactsOf(it),
        }));

    /// <summary>The node is there, and has not been heard of its certificates since we began to listen.</summary>
    public static bool IsUnread(LabView view, string address) =>
        view.Observations.Any(it => IsNode(it) && it.Address == address && it.Facts["certificates"] is null);

    static bool IsNode(Observation it) => it is { Platform: Platform.Proxmox, Kind: "node" };

    static CertificateFacts FactsOf(JsonNode it) => new()
    {
        Names = [.. it.At("names").Items().Select(name => name.ToString())],
        Subject = it.Text("subject"),
        Issuer = it.Text("issuer"),
        Fingerprint = it.Text("fingerprint"),
        NotBefore = Times.Of(it.Text("notBefore")),
        NotAfter = Times.Of(it.Text("notAfter")),
    };
}
