namespace DotNet.Testcontainers.Configurations;

public readonly struct AccessMode : IEquatable<AccessMode>
{
    public static readonly AccessMode ReadOnly = new("ro");

    public static readonly AccessMode ReadWrite = new("rw");

    AccessMode(string value) => Value = value;

    public string Value { get; }

    public static bool operator ==(AccessMode left, AccessMode right) => left.Equals(right);

    public static bool operator !=(AccessMode left, AccessMode right) => !left.Equals(right);

    public bool Equals(AccessMode other) => Value == other.Value;

    public override bool Equals(object obj) => obj is AccessMode other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Value);

    public override string ToString() => Value;
}
