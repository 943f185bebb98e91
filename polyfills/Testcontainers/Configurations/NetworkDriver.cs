namespace DotNet.Testcontainers.Configurations;

public readonly struct NetworkDriver
{
    public static readonly NetworkDriver Bridge = new("bridge");

    public static readonly NetworkDriver Host = new("host");

    public static readonly NetworkDriver Nat = new("nat");

    NetworkDriver(string value) => Value = value;

    public string Value { get; }
}
