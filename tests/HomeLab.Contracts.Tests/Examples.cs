using HomeLab.Contracts.Backups;
using HomeLab.Contracts.Control;
using HomeLab.Contracts.Dns;
using HomeLab.Contracts.Inventory;
using HomeLab.Contracts.Stacks;

namespace HomeLab.Contracts.Tests;

/// <summary>One message of each contract, with every member set.</summary>
static class Examples
{
    static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    public static IReadOnlyList<object> All { get; } =
    [
        new ApprovalRequested
        {
            Service = "dns", Kind = "zone", Key = "example.org", Hash = "0a1b", ReasonCodes = ["MaxDeletes"],
            Reason = "7 deletes within an hour; 5 are allowed.", Creates = 1, Updates = 2, Deletes = 7, ExpiresAt = At.AddDays(1), At = At,
        },
        new ApprovalDecided
        {
            Service = "dns", Kind = "zone", Key = "example.org", Hash = "0a1b", Decision = "Rejected", By = "operator",
            Why = "The host comes back tomorrow.", At = At,
        },
        new FindingOpened
        {
            Id = "kubernetes.no-default-deny/3f0c9a7be421", Rule = "kubernetes.no-default-deny", Severity = "Warning",
            Addresses = ["kubernetes/talos/Namespace/glance"], What = "Every pod of the cluster may speak to every pod of glance.", At = At,
        },
        new FindingClosed
        {
            Id = "kubernetes.no-default-deny/3f0c9a7be421", Rule = "kubernetes.no-default-deny", Severity = "Warning",
            Addresses = ["kubernetes/talos/Namespace/glance"], OpenedAt = At.AddDays(-1), At = At,
        },
        new LabRevised { Lab = "home", Epoch = "e1", Revision = 42 },
        new ResourceChanged
        {
            Address = "docker/komodo-host/immich/server", Source = "docker/komodo-host", Epoch = "e1", Revision = 43, EndpointsChanged = true,
        },
        new SourceAvailabilityChanged
        {
            Source = "docker/komodo-host", IsAvailable = false, ReasonCode = "ConnectionRefused", Epoch = "e1", Revision = 44,
        },
        new SystemHealthChanged
        {
            Address = "system/kubernetes/talos/authelia", System = "authelia", Site = "kubernetes/talos", Version = "4.39.4", Was = "healthy",
            Health = "impacted", Reason = "LLDAP is unhealthy: Deployment lldap has none of 1 replicas available", Root = "system/kubernetes/talos/lldap",
            Flaps = 0, At = At,
        },
        new RepositoryRevised
        {
            Repository = "home", Commit = "3f2a9c1", PreviousCommit = "9d1e2b0", Paths = ["stacks/glance/compose.yaml"], PathCount = 1,
            Objects = ["repository/home/komodo/stack/glance/service/glance"], ObjectCount = 1, Epoch = "e1", Revision = 45,
        },
        new EndpointResultChanged
        {
            Zone = "example.org", Endpoint = "kubernetes/talos/networking.k8s.io/Ingress/photos/web#/photos.example.org", Result = "Refused",
            Records = ["photos.example.org A 192.0.2.1"], ReasonCode = "ForeignRecord", Reason = "It was not made by this installation.", At = At,
        },
        new PublicAddressChanged
        {
            Uplink = "fibre", Family = "IPv4", Before = "192.0.2.1", After = "192.0.2.2", PrefixLength = 0,
            Detectors = ["trace www.cloudflare.com", "doh cloudflare-dns.com"], At = At,
        },
        new ZoneConverged { Zone = "example.org", Created = 1, Updated = 2, Deleted = 3, LedgerEntries = [7, 8], At = At },
        new StackDeployed
        {
            Stack = "docker/nas/web", Operation = new Guid("01939c2e-7d5a-7f00-8a11-0123456789ab"), Kind = "update", Commit = "3f2a9c1", Services = ["app", "db"], At = At,
        },
        new StackDriftEnded { Stack = "docker/nas/web", At = At },
        new StackDrifted { Stack = "docker/nas/web", Fields = ["network web_default", "app: environment LEVEL"], At = At },
        new StackFailed
        {
            Stack = "docker/nas/web", Operation = new Guid("01939c2e-7d5a-7f00-8a11-0123456789ad"), Kind = "deploy", Reason = "app did not become healthy within 00:05:00.",
            Commit = "3f2a9c1", At = At,
        },
        new StackFlapping { Stack = "docker/nas/web", Containers = ["web-app-1"], Restarts = 5, Within = TimeSpan.FromMinutes(5), At = At },
        new StackRolledBack
        {
            Stack = "docker/nas/web", Operation = new Guid("01939c2e-7d5a-7f00-8a11-0123456789ac"), Reason = "app did not become healthy within 00:05:00.",
            FailedCommit = "3f2a9c1", Commit = "9d1e2b0", At = At,
        },
        new StackUpdateAvailable
        {
            Stack = "docker/nas/web", Service = "app", Image = "ghcr.io/example/app:1.2", Level = "minor", Current = "1.2", Available = "1.3", At = At,
        },
        new BackupCompleted
        {
            Backup = "nightly/docker/nas/volume/shop_data", Address = "docker/nas/volume/shop_data",
            Copy = "7a1c5c3d9e0f4b2a8d6e1f0a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e", Bytes = 1_073_741_824, Entry = 9, At = At,
        },
        new BackupFailed
        {
            Backup = "nightly/docker/nas/volume/shop_data", Address = "docker/nas/volume/shop_data", Reason = "The repository does not answer.",
            LastAt = At.AddDays(-2), At = At,
        },
        new ZoneDegraded { Zone = "example.org", ReasonCode = "TokenRefused", Reason = "Cloudflare refused the token.", At = At },
    ];
}
