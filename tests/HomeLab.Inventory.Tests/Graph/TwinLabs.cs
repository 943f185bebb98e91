using FsCheck;
using FsCheck.Fluent;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Tests.Graph;

/// <summary>
/// Labs in which everything has the same name, and only what identifies a thing differs: uids, UUIDs, addresses. Each has an engine, a
/// Proxmox cluster, a zone and a Kubernetes cluster, that with the same namespaces; what refers to what is drawn by lot.
/// </summary>
sealed record TwinLabs(IReadOnlyList<IReadOnlyList<int>> Choices)
{
    const int Names = 2;
    const int ChoicesOfLab = 40;
    static readonly string[] Namespaces = ["one", "two"];

    public static readonly Gen<TwinLabs> Any =
        from labs in Gen.Choose(2, 3)
        from choices in Gen.Choose(0, 5).ListOf(ChoicesOfLab).ListOf(labs)
        select new TwinLabs([.. choices.Select(it => (IReadOnlyList<int>)[.. it])]);

    public IEnumerable<(string Source, Look Look)> Told() => Choices.SelectMany((choices, lab) => Lab(lab, choices));

    /// <summary>Which lab an address is of: <c>lab1</c> stands in all of them.</summary>
    public static string LabOf(string address) => address.Split('/', '.', '-').First(it => it.StartsWith("lab", StringComparison.Ordinal));

    /// <summary>Of an object of a cluster; empty: it is in none.</summary>
    public static string NamespaceOf(string address) => address.Split('/').FirstOrDefault(Namespaces.Contains) ?? "";

    static IEnumerable<(string Source, Look Look)> Lab(int number, IReadOnlyList<int> choices)
    {
        var (lab, next) = ($"lab{number}", 0);
        int Choose(int most) => choices[next++ % choices.Count] % most;
        string Name(string kind) => $"{kind}{Choose(Names)}";
        string Address(int last) => $"10.{number}.0.{last}";
        string Uuid(int last) => $"uuid-{number}-{last}";
        Look Full(IEnumerable<ObservedResource> seen) => new("test", "read", "", [.. seen], null, "NotListed");

        yield return ($"docker/{lab}", Full([
            Seen.Container(lab, "app/web", $"{lab}-c0", hostName: $"www.{lab}.example", volume: Name("volume")),
            Seen.Container(lab, "app/db", $"{lab}-c1", volume: Name("volume")),
            Seen.Container(lab, "traefik", $"{lab}-c2", image: "traefik:3"),
        ]));
        // A volume of Proxmox' driver says only names of nodes and storages, so that it joins nothing where two clusters have them.
        yield return ($"proxmox/{lab}", Full([
            .. Enumerable.Range(0, Names).Select(it => Seen.Node(lab, $"node{it}")),
            .. Enumerable.Range(0, Names).Select(it => Seen.Storage(lab, $"node{it}", "local")),
            .. Enumerable.Range(0, Names).Select(it => Seen.Guest(lab, 100 + it, Name("node"), Uuid(it), Address(it), "local")),
        ]));
        yield return ($"cloudflare/{lab}.example", Full([
            Seen.Record($"{lab}.example", $"www.{lab}.example", "A", Address(Choose(4)), $"{lab}-r0"),
            Seen.Record($"{lab}.example", $"photos.{lab}.example", "CNAME", $"www.{lab}.example", $"{lab}-r1"),
            Seen.Record($"{lab}.example", $"git.{lab}.example", "CNAME", $"{lab}-tunnel.cfargotunnel.com", $"{lab}-r2"),
        ]));
        var objects = new List<string>(Enumerable.Range(0, Names).Select(it =>
            $$$"""{"apiVersion":"v1","kind":"Node","metadata":{"name":"node{{{it}}}","uid":"{{{lab}}}-n{{{it}}}"},"status":{"nodeInfo":{"systemUUID":"{{{Uuid(Choose(3))}}}"},"addresses":[{"type":"InternalIP","address":"{{{Address(it + 2)}}}"}]}}"""))
        {
            $$$"""{"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"volume0","uid":"{{{lab}}}-v"},"spec":{"csi":{"driver":"csi.proxmox.sinextra.dev","volumeHandle":"home/{{{Name("node")}}}/local/vm-1"} }}""",
        };
        foreach (var space in Namespaces)
        {
            string Uid(string kind) => $"{lab}-{space}-{kind}";
            string Metadata(string kind, string name) => $$""" "metadata":{"namespace":"{{space}}","name":"{{name}}","uid":"{{Uid(kind)}}" """.Trim();
            objects.AddRange([
                $$$"""{"apiVersion":"apps/v1","kind":"ReplicaSet",{{{Metadata("rs", "web")}}}}}""",
                $$$"""{"apiVersion":"v1","kind":"Pod",{{{Metadata("pod", "web")}}},"ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"web","uid":"{{{Uid("rs")}}}","controller":true}]},"spec":{"nodeName":"{{{Name("node")}}}","volumes":[{"name":"d","persistentVolumeClaim":{"claimName":"{{{Name("claim")}}}"}},{"name":"k","secret":{"secretName":"{{{Name("secret")}}}"}}]}}""",
                $$$"""{"apiVersion":"v1","kind":"PersistentVolumeClaim",{{{Metadata("claim", "claim0")}}}},"spec":{"volumeName":"{{{Name("volume")}}}"}}""",
                $$$"""{"apiVersion":"v1","kind":"Secret",{{{Metadata("secret", "secret0")}}}}}""",
                $$$"""{"apiVersion":"v1","kind":"Service",{{{Metadata("service", "web")}}}}}""",
                $$$"""{"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice",{{{Metadata("slice", "web")}}},"labels":{"kubernetes.io/service-name":"web"}},"endpoints":[{"addresses":["10.{{{number}}}.9.9"],"targetRef":{"uid":"{{{Uid("pod")}}}"}},{"addresses":["{{{Address(Choose(4))}}}"]}]}""",
                $$$"""{"apiVersion":"networking.k8s.io/v1","kind":"Ingress",{{{Metadata("ingress", "web")}}}},"spec":{"rules":[{"host":"{{{space}}}.{{{lab}}}.example","http":{"paths":[{"backend":{"service":{"name":"web"} }}]}}]}}""",
                $$$"""{"apiVersion":"kustomize.toolkit.fluxcd.io/v1","kind":"Kustomization",{{{Metadata("flux", "web")}}}},"spec":{"dependsOn":[{"name":"{{{Name("web")}}}"}]}}""",
            ]);
        }
        yield return ($"kubernetes/{lab}", Full(objects.Select(it => Seen.Object(lab, it))));
    }
}
