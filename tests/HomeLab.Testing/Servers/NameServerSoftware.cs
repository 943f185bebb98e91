namespace HomeLab.Testing.Servers;

/// <summary>Authoritative name servers that take dynamic updates.</summary>
public enum NameServerSoftware
{
    Bind,
    Knot,
}
