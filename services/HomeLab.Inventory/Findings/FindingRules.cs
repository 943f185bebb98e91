using HomeLab.Inventory.Findings.Rules;

namespace HomeLab.Inventory.Findings;

/// <summary>All rules, by id.</summary>
static class FindingRules
{
    public static IReadOnlyDictionary<string, FindingRule> All { get; } = new SortedDictionary<string, FindingRule>(
        new FindingRule[]
        {
            new Ambiguities(), new BackupOverdue(), new CertificateExpired(), new CertificateExpiring(), new CertificateNameMismatch(), new CertificateUntrusted(), new ClaimPending(), new ContainerRestarting(), new ContainerUnhealthy(), new CriticalVulnerabilities(), new DanglingReferences(), new DeadWebhook(),
            new DeclaredMissing(), new DefaultStorageClasses(), new DependencyDrift(), new EdgeForgotten(), new EdgeMisrouted(), new ExternalSecretNotReady(), new FailedRunners(), new FolderWithoutStack(), new GuestNotStarted(), new HostDeclaredTwice(),
            new HostServedTwice(), new ImageDrift(), new InternalAppExposed(), new LatestImageDeclared(), new LatestImageRunning(), new MisplacedStackField(), new MoreFound(), new NoBackupDeclared(),
            new NoDefaultDeny(), new NodeCertificateExpiring(), new PermissiveMesh(), new PolicyViolations(), new ReloadOverdue(), new RequiredMissing(), new ScaledOut(), new SecretStoreNotReady(), new SelfHealOff(), new SharedLoadBalancerAddress(),
            new SingleNodes(), new SnapshotNotReady(), new StackOrderUndeclared(), new StackUndeclared(), new StackVariableUndeclared(), new StalePullRequests(), new StorageInTrouble(), new StorageNearlyFull(),
            new SuspendedForLong(), new TiedSystems(), new UnclassifiedWorkloads(), new UnmaintainedSystems(), new Unprotected(), new VolumesUnused(),
        }.Concat(ConditionFails.All).Concat(RepositoryProblems.All).Concat(UpdatesOffered.All).ToDictionary(it => it.Id), StringComparer.Ordinal);

    /// <returns>Each finding once, those of a rule in the order of their addresses.</returns>
    public static IReadOnlyList<Finding> Look(Survey survey) =>
        [.. All.Values.SelectMany(rule => rule.Look(survey).DistinctBy(it => it.Id).OrderBy(it => it.Addresses[0], StringComparer.Ordinal))];
}
