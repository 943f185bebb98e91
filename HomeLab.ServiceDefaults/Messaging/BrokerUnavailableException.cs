namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Nothing can be published now; no message is to blame.</summary>
sealed class BrokerUnavailableException(string reason) : Exception($"The broker does not answer: {reason}");
