using System.Text.Json.Nodes;
using static HomeLab.Simulators.Kubernetes.Demo.Manifest;

namespace HomeLab.Simulators.Kubernetes.Demo;

/// <summary>The demo lab's cluster: two Talos nodes that are guests of the demo Proxmox, what they run, and what they only lead to.</summary>
static class DemoLab
{
    const string Ingress = "gateway";
    const string Worker = "talos-worker-01";

    /// <param name="now">When the cluster is made: its certificate is a month old by then.</param>
    public static IEnumerable<JsonObject> Objects(DateTimeOffset now) =>
    [
        Node("talos-cp-01", "192.168.1.220", Proxmox.Seeds.DemoCluster.ControlPlaneUuid),
        Node(Worker, "192.168.1.230", Proxmox.Seeds.DemoCluster.WorkerUuid),
        GatewayClass("cilium"), Gateway(Ingress, "external", "192.168.1.139"), Gateway(Ingress, "internal", "192.168.1.138"),
        Certificate(Ingress, "wildcard", "*.example.org", now.AddDays(-30)), Secret(Ingress, "wildcard"),
        StorageClass("proxmox-lvm", "csi.proxmox.sinextra.dev"),
        .. new[]
        {
            new App("argocd", "argocd-server", "quay.io/argoproj/argocd:v2.13.1", 8080, "argocd"),
            new App("argocd", "argocd-repo-server", "quay.io/argoproj/argocd:v2.13.1", 8081),
            new App("argocd", "argocd-redis", "public.ecr.aws/docker/library/redis:7.4.1-alpine", 6379),
            new App("cert-manager", "cert-manager", "quay.io/jetstack/cert-manager-controller:v1.16.1", 9402),
            new App("cert-manager", "cert-manager-webhook", "quay.io/jetstack/cert-manager-webhook:v1.16.1", 443),
            new App("cert-manager", "cert-manager-cainjector", "quay.io/jetstack/cert-manager-cainjector:v1.16.1", 9402),
            new App("kube-system", "cilium-operator", "quay.io/cilium/operator-generic:v1.16.5", 9234),
            new App("kube-system", "coredns", "registry.k8s.io/coredns/coredns:v1.11.3", 53),
            new App("sealed-secrets", "sealed-secrets-controller", "docker.io/bitnami/sealed-secrets-controller:0.27.3", 8080),
            new App("csi-proxmox", "proxmox-csi-plugin-controller", "ghcr.io/sergelogvinov/proxmox-csi-controller:v0.9.0", 8080),
            new App("grafana-agent", "grafana-agent", "docker.io/grafana/agent:v0.43.3", 80),
            new App("glance", "glance", "glanceapp/glance:v0.7.0", 8080, "glance"),
            new App("it-tools", "it-tools", "corentinth/it-tools:2024.10.22-7ca5933", 80, "it-tools"),
            new App("isponsorblocktv", "isponsorblocktv", "ghcr.io/dmunozv04/isponsorblocktv:v2.2.1", 80) { ClaimGiB = 1 },
            new App("inbox-zero", "inbox-zero", "ghcr.io/elie222/inbox-zero:v2.9.0", 3000, "inbox-zero") { ClaimGiB = 8 },
        }.SelectMany(Of),
        .. new[]
        {
            ("haos", "192.168.1.153", 8123), ("openwebui", "192.168.1.29", 8080), ("pocketid", "192.168.1.112", 1411),
            ("changedetection", "192.168.1.155", 5000), ("grafana", "192.168.1.24", 3000), ("proxmox", "192.168.1.100", 8006),
        }.SelectMany(it => Outside(it.Item1, it.Item2, it.Item3)),
    ];

    /// <summary>A workload with all that a cluster makes of it.</summary>
    static IEnumerable<JsonObject> Of(App app)
    {
        var (set, pod) = ($"{app.Name}-6d5f8b7c9d", $"{app.Name}-6d5f8b7c9d-x2x7k");
        yield return Deployment(app);
        yield return ReplicaSet(app, set);
        yield return Pod(app, set, pod, Worker);
        yield return Service(app.Namespace, app.Name, app.Port, selects: true);
        yield return Slice(app.Namespace, app.Name, app.Port, $"10.244.1.{app.Name.Length + app.Port % 200}", pod);
        if (app.Host.Length > 0)
            yield return Route(app.Namespace, app.Name, $"{app.Host}.example.org", app.Port, Ingress);
        if (app.ClaimGiB > 0)
        {
            yield return Claim(app);
            yield return Volume(app);
        }
    }

    /// <summary>A name whose backend is a machine beside the cluster.</summary>
    static IEnumerable<JsonObject> Outside(string name, string address, int port) =>
    [
        Service("external", name, port, selects: false), Slice("external", name, port, address, pod: null),
        Route("external", name, $"{name}.example.org", port, Ingress),
    ];
}
