using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds;

/// <summary>Who is told of what happens in the lab.</summary>
public sealed record NotifierSpec
{
    public const string Webhook = "webhook";
    public const string Ntfy = "ntfy";
    public const string Gotify = "gotify";

    public const string Changed = "changed";
    public const string Degraded = "degraded";
    public const string Recovered = "recovered";
    public const string AddressChanged = "addressChanged";
    public const string ApprovalRequested = "approvalRequested";
    public const string ApprovalDecided = "approvalDecided";
    public const string FindingOpened = "findingOpened";
    public const string FindingClosed = "findingClosed";
    public const string HealthChanged = "healthChanged";
    public const string StackDeployed = "stackDeployed";
    public const string StackFailed = "stackFailed";
    public const string StackDrifted = "stackDrifted";
    public const string StackUpdateAvailable = "stackUpdateAvailable";
    public const string BackupFailed = "backupFailed";

    [Description("The name by which it is told of: phone.")]
    [RegularExpression(Forms.Name, ErrorMessage = Forms.NameExpected)]
    public required string Name { get; init; }

    [Description("webhook: JSON, signed as Standard Webhooks says; ntfy: a topic of an ntfy server; gotify: an application of a Gotify server.")]
    [AllowedValues(Webhook, Ntfy, Gotify)]
    public required string Kind { get; init; }

    [Description("Where messages go; of ntfy with the topic, https://ntfy.sh/my-lab; of gotify the server's address.")]
    [RegularExpression(Forms.HttpUrl, ErrorMessage = Forms.HttpUrlExpected)]
    public required string Url { get; init; }

    [Description("Of a webhook the key by which messages are signed, of ntfy an access token, of gotify the application's token.")]
    public SecretReference? Token { get; init; }

    [Description("Of what it is told: changed, degraded, recovered, addressChanged, approvalRequested, approvalDecided, findingOpened, findingClosed, healthChanged, stackDeployed, stackFailed, stackDrifted, stackUpdateAvailable, backupFailed; unset: degraded, recovered, addressChanged, approvalRequested, stackFailed, backupFailed.")]
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>All that <see cref="Events"/> may hold.</summary>
    public static IReadOnlyList<string> AllEvents { get; } =
        [Changed, Degraded, Recovered, AddressChanged, ApprovalRequested, ApprovalDecided, FindingOpened, FindingClosed, HealthChanged, StackDeployed, StackFailed, StackDrifted, StackUpdateAvailable, BackupFailed];

    static readonly IReadOnlyList<string> UsualEvents = [Degraded, Recovered, AddressChanged, ApprovalRequested, StackFailed, BackupFailed];

    public IReadOnlyList<string> WantedEvents() => Events ?? UsualEvents;

    public bool Wants(string happening) => WantedEvents().Contains(happening);
}
