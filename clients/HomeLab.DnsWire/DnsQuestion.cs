namespace HomeLab.DnsWire;

/// <summary>What is asked for; of an update, its zone.</summary>
public sealed record DnsQuestion(WireName Name, ushort Type, ushort Class = RecordClass.Internet);
