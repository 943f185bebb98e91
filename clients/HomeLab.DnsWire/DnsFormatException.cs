namespace HomeLab.DnsWire;

/// <summary>Bytes or text that are no DNS message, name or key.</summary>
public sealed class DnsFormatException(string message) : Exception(message);
