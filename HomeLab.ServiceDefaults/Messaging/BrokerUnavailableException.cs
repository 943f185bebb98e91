namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Nothing can be published now; no message is to blame.</summary>
sealed class BrokerUnavailableException(Exception inner) : Exception($"The broker does not answer: {inner.Message}", inner);
