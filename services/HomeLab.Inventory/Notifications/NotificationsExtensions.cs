using HomeLab.Contracts.Backups;
using HomeLab.Contracts.Control;
using HomeLab.Contracts.Dns;
using HomeLab.Contracts.Inventory;
using HomeLab.Contracts.Stacks;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Options;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Notifications;

static class NotificationsExtensions
{
    /// <summary>All facts of the fleet that people may want to hear of.</summary>
    public static MessagingBuilder OnFactsOfTheFleet(this MessagingBuilder messaging) => messaging
        .OnFact<ZoneConverged, NoticeHandlers>()
        .OnFact<ZoneDegraded, NoticeHandlers>()
        .OnFact<PublicAddressChanged, NoticeHandlers>()
        .OnFact<ApprovalRequested, NoticeHandlers>()
        .OnFact<ApprovalDecided, NoticeHandlers>()
        .OnFact<FindingOpened, NoticeHandlers>()
        .OnFact<FindingClosed, NoticeHandlers>()
        .OnFact<SystemHealthChanged, NoticeHandlers>()
        .OnFact<StackDeployed, NoticeHandlers>()
        .OnFact<StackFailed, NoticeHandlers>()
        .OnFact<StackRolledBack, NoticeHandlers>()
        .OnFact<StackFlapping, NoticeHandlers>()
        .OnFact<StackDrifted, NoticeHandlers>()
        .OnFact<StackUpdateAvailable, NoticeHandlers>()
        .OnFact<BackupFailed, NoticeHandlers>();

    public static WebApplicationBuilder AddNotifications(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<NotificationOptions>("Notifications");
        builder.Services.AddSingleton<NotificationStore>();
        builder.Services.AddSingleton<NotificationSender>();
        builder.Services.AddHostedService<Notifier>();
        builder.Services
            .AddHttpClient(NotificationSender.ClientName, (provider, http) =>
                http.Timeout = provider.GetRequiredService<IOptions<NotificationOptions>>().Value.CallTimeout)
            .RemoveAllLoggers()
            // A token goes to whom the lab names, and not where that one points.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        return builder;
    }
}
