using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Manifests;

/// <summary>Which kinds have no namespace: Kubernetes' own, the catalogue's usual ones, and what the repository defines itself.</summary>
sealed class ClusterScope
{
    /// <summary>Kustomize knows these, and these alone, to be without a namespace.</summary>
    static readonly HashSet<string> BuiltIn =
    [
        "Namespace", "Node", "PersistentVolume", "ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition", "StorageClass", "CSIDriver", "CSINode",
        "VolumeAttachment", "PriorityClass", "RuntimeClass", "IngressClass", "APIService", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration",
        "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "FlowSchema", "PriorityLevelConfiguration", "CertificateSigningRequest",
        "SelfSubjectAccessReview", "SelfSubjectRulesReview", "SubjectAccessReview", "TokenReview", "ComponentStatus", "PodSecurityPolicy", "ClusterTrustBundle",
    ];

    static readonly HashSet<string> Custom =
    [
        "cert-manager.io/ClusterIssuer", "external-secrets.io/ClusterSecretStore", "external-secrets.io/ClusterExternalSecret",
        "gateway.networking.k8s.io/GatewayClass", "kyverno.io/ClusterPolicy", "kyverno.io/ClusterCleanupPolicy", "cilium.io/CiliumLoadBalancerIPPool",
        "cilium.io/CiliumL2AnnouncementPolicy", "cilium.io/CiliumClusterwideNetworkPolicy", "cilium.io/CiliumBGPClusterConfig", "cilium.io/CiliumBGPPeerConfig",
        "cilium.io/CiliumBGPAdvertisement", "cilium.io/CiliumBGPPeeringPolicy", "snapshot.storage.k8s.io/VolumeSnapshotClass", "node.k8s.io/RuntimeClass",
        "config.openshift.io/ClusterVersion", "kustomize.toolkit.fluxcd.io/None", "trust.cert-manager.io/Bundle", "topolvm.io/TopolvmCluster",
        "nfd.k8s-sigs.io/NodeFeatureRule", "upgrade.cattle.io/None", "cnpg.io/ClusterImageCatalog", "postgresql.cnpg.io/ClusterImageCatalog",
    ];

    readonly HashSet<string> defined;

    /// <param name="definitions">All objects of the repository; of them the definitions of custom resources count.</param>
    public ClusterScope(IEnumerable<Manifest> definitions) => defined =
    [
        .. definitions.Where(it => it.Kind == "CustomResourceDefinition" && it.Spec?.Text("scope") == "Cluster")
            .Select(it => $"{it.Spec!.Text("group")}/{it.Spec.TextDown("names", "kind")}"),
    ];

    public static bool IsBuiltIn(Manifest manifest) => BuiltIn.Contains(manifest.Kind);

    public bool Has(Manifest manifest)
    {
        var kind = $"{manifest.Group}/{manifest.Kind}";
        return IsBuiltIn(manifest) || Custom.Contains(kind) || defined.Contains(kind);
    }
}
