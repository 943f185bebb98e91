namespace HomeLab.Lab.Kinds;

/// <summary>Forms of text that several kinds share, and how a person is told of them.</summary>
static class Forms
{
    public const string Name = "[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?";

    public const string NameExpected = "a name of lower-case letters, digits and inner `-`, `.` or `_`, at most 63";

    public const string HttpUrl = "https?://[^ ]+";

    public const string HttpUrlExpected = "a URL that begins https://";

    public const string Interface = "[A-Za-z0-9][A-Za-z0-9._@-]{0,14}";

    public const string InterfaceExpected = "the name of a network interface, such as eth0";

    public const string Variable = "[A-Za-z_][A-Za-z0-9_]{0,127}";

    public const string VariableExpected = "the name of a variable, such as DB_PASSWORD";
}
