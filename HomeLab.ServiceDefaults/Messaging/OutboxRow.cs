namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>A message on its way from the table to the broker.</summary>
sealed record OutboxRow(long Id, Guid MessageId, string Urn, string Exchange, string Body, string? TraceParent, DateTime CreatedAt, int Attempts);
