using System.Text.Json.Nodes;
using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Kubernetes;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Tests.Graph;

public class KubernetesRulesTests
{
    const string Cluster = "kubernetes/talos";

    static readonly string[] Glance =
    [
        """{"apiVersion":"v1","kind":"Node","metadata":{"name":"w1","uid":"n1"},"status":{"nodeInfo":{"systemUUID":"4C4C-1"},"addresses":[{"type":"InternalIP","address":"192.0.2.11"}]}}""",
        """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"namespace":"glance","name":"glance","uid":"d1"}}""",
        """{"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"namespace":"glance","name":"glance-1","uid":"r1","ownerReferences":[{"apiVersion":"apps/v1","kind":"Deployment","name":"glance","uid":"d1","controller":true}]}}""",
        """{"apiVersion":"v1","kind":"Pod","metadata":{"namespace":"glance","name":"glance-1-a","uid":"p1","ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"glance-1","uid":"r1","controller":true}]},"spec":{"nodeName":"w1","volumes":[{"name":"data","persistentVolumeClaim":{"claimName":"data"}},{"name":"c","configMap":{"name":"maybe","optional":true}}],"containers":[{"name":"a","envFrom":[{"secretRef":{"name":"keys"}}]}]}}""",
        """{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"namespace":"glance","name":"data","uid":"c1"},"spec":{"volumeName":"pv1"}}""",
        """{"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"pv1","uid":"v1"},"spec":{"csi":{"driver":"csi.proxmox.sinextra.dev","volumeHandle":"home/pve/local-zfs/vm-9999-pv1"}}}""",
        """{"apiVersion":"v1","kind":"Service","metadata":{"namespace":"glance","name":"web","uid":"s1"}}""",
        """{"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","metadata":{"namespace":"glance","name":"web-x","uid":"e1","labels":{"kubernetes.io/service-name":"web"}},"endpoints":[{"addresses":["10.0.0.7"],"targetRef":{"kind":"Pod","name":"glance-1-a","uid":"p1"}}]}""",
        """{"apiVersion":"gateway.networking.k8s.io/v1","kind":"Gateway","metadata":{"namespace":"gateway","name":"external","uid":"g1"}}""",
        """{"apiVersion":"gateway.networking.k8s.io/v1","kind":"HTTPRoute","metadata":{"namespace":"glance","name":"web","uid":"h1"},"spec":{"hostnames":["glance.example.org"],"parentRefs":[{"name":"external","namespace":"gateway"}],"rules":[{"backendRefs":[{"name":"web","port":80}]}]}}""",
    ];

    static LabGraph Of(string cluster, params IEnumerable<string> manifests) => GraphBuilder.Build(manifests.Select(it => Contribute(cluster, it)));

    internal static Contribution Contribute(string cluster, string manifest)
    {
        var item = JsonNode.Parse(manifest)!.AsObject();
        var apiVersion = ((string)item["apiVersion"]!).Split('/');
        var type = new ResourceType(apiVersion.Length > 1 ? apiVersion[0] : "", apiVersion[^1], "", (string)item["kind"]!);
        var seen = ObjectResources.Of(cluster, type, item);
        return Contributions.Of(new ResourceState(
            seen.Address, seen.Uid, seen.Kind, seen.Name, $"kubernetes/{cluster}", seen.State, seen.Image, "{}", "[]", seen.Facts));
    }

    [Fact]
    public void A_host_name_leads_to_the_disk()
    {
        var hops = RoutePath.Of(Of("talos", Glance), "host/glance.example.org", _ => "");

        Assert.Equal(
            [
                "host/glance.example.org", $"{Cluster}/gateway.networking.k8s.io/HTTPRoute/glance/web", $"{Cluster}/gateway.networking.k8s.io/Gateway/gateway/external",
                $"{Cluster}/Service/glance/web", $"{Cluster}/Pod/glance/glance-1-a", $"{Cluster}/PersistentVolumeClaim/glance/data",
                $"{Cluster}/Secret/glance/keys", $"{Cluster}/Node/w1", $"{Cluster}/PersistentVolume/pv1",
            ],
            hops.Select(it => it.Node.Address));
        // The Secret was never seen, nor listed as forbidden: it is missing as far as anybody knows.
        Assert.Equal([$"{Cluster}/Secret/glance/keys"], hops.Where(it => it.Broken.Length > 0).Select(it => it.Node.Address));
    }

    [Fact]
    public void A_node_takes_what_runs_on_it_along()
    {
        var impacted = Impact.Of(Of("talos", Glance), $"{Cluster}/Node/w1").Where(it => it.Fails).Select(it => it.Node.Address);

        Assert.Equal(
            [
                $"{Cluster}/Pod/glance/glance-1-a", $"{Cluster}/Service/glance/web", $"{Cluster}/apps/ReplicaSet/glance/glance-1",
                $"{Cluster}/apps/Deployment/glance/glance", $"{Cluster}/gateway.networking.k8s.io/HTTPRoute/glance/web", "host/glance.example.org",
            ],
            impacted);
    }

    [Fact]
    public void The_same_names_in_another_cluster_and_namespace_are_others()
    {
        var other = Glance.Select(it => it.Replace("\"glance\"", "\"other\"", StringComparison.Ordinal).Replace("uid\":\"", "uid\":\"other-", StringComparison.Ordinal));
        var graph = GraphBuilder.Build([
            .. Glance.Select(it => Contribute("talos", it)), .. Glance.Select(it => Contribute("attic", it)), .. other.Select(it => Contribute("talos", it))]);

        Assert.DoesNotContain(graph.Edges, it => it.From.StartsWith("kubernetes/talos", StringComparison.Ordinal) && it.To.StartsWith("kubernetes/attic", StringComparison.Ordinal));
        Assert.DoesNotContain(graph.Edges, it => it.From.Contains("/glance/", StringComparison.Ordinal) && it.To.Contains("/other/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_secret_is_kept_up_to_date_by_its_store_and_that_by_its_server()
    {
        var graph = Of(
            "talos",
            """{"apiVersion":"v1","kind":"Pod","metadata":{"namespace":"apps","name":"web-1","uid":"p1"},"spec":{"containers":[{"name":"a","envFrom":[{"secretRef":{"name":"keys"}}]}]}}""",
            """{"apiVersion":"v1","kind":"Secret","metadata":{"namespace":"apps","name":"keys","uid":"s1"}}""",
            """{"apiVersion":"external-secrets.io/v1","kind":"ExternalSecret","metadata":{"namespace":"apps","name":"web","uid":"e1"},"spec":{"secretStoreRef":{"kind":"ClusterSecretStore","name":"vault"},"target":{"name":"keys"},"data":[{"sourceRef":{"storeRef":{"name":"own"}}}]}}""",
            """{"apiVersion":"external-secrets.io/v1","kind":"ClusterSecretStore","metadata":{"name":"vault","uid":"c1"},"spec":{"provider":{"vault":{"server":"https://vault.vault.svc:8200"}}}}""",
            """{"apiVersion":"external-secrets.io/v1","kind":"SecretStore","metadata":{"namespace":"apps","name":"own","uid":"c2"},"spec":{"provider":{"onepasswordSDK":{"vault":"lab"}}}}""",
            """{"apiVersion":"v1","kind":"Service","metadata":{"namespace":"vault","name":"vault","uid":"s2"}}""");

        Assert.Equal(
            [
                ($"{Cluster}/external-secrets.io/ClusterSecretStore/vault", true), ($"{Cluster}/external-secrets.io/ExternalSecret/apps/web", true),
                ($"{Cluster}/Secret/apps/keys", false), ($"{Cluster}/Pod/apps/web-1", false),
            ],
            Impact.Of(graph, $"{Cluster}/Service/vault/vault").Select(it => (it.Node.Address, it.Fails)));
        Assert.Contains($"{Cluster}/external-secrets.io/SecretStore/apps/own", Impact.Of(graph, "outside/1password").Where(it => it.Fails).Select(it => it.Node.Address));
        Assert.DoesNotContain(RoutePath.Of(graph, $"{Cluster}/Pod/apps/web-1", _ => ""), hop => hop.Node.Kind.StartsWith("kubernetes.ExternalSecret", StringComparison.Ordinal));
    }

    [Fact]
    public void A_store_whose_server_only_its_operator_knows_leads_nowhere()
    {
        var graph = Of("talos", """{"apiVersion":"external-secrets.io/v1","kind":"ClusterSecretStore","metadata":{"name":"op","uid":"c1"},"spec":{"provider":{"onepassword":{"connectHost":"http://onepassword-connect"}}}}""",
            """{"apiVersion":"v1","kind":"Service","metadata":{"namespace":"external-secrets","name":"onepassword-connect","uid":"s1"}}""");

        Assert.Empty(graph.Edges);
    }
}
