namespace HomeLab.Inventory.Notifications;

/// <summary>A message that is on its way.</summary>
/// <param name="Id">The same in each attempt: by it a receiver knows a message that it has already.</param>
/// <param name="Message">A <see cref="NotificationMessage"/> as JSON.</param>
sealed record Notification(Guid Id, string Notifier, string Message, DateTime CreatedAt, int Attempts);
