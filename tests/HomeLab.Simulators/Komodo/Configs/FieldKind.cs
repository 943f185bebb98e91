namespace HomeLab.Simulators.Komodo.Configs;

enum FieldKind
{
    Text,

    Flag,

    /// <summary>A list of texts, or a text with one a line.</summary>
    Texts,

    /// <summary>A file: no space at its end but one line feed.</summary>
    File,

    /// <summary>A file, or a list of variables and values.</summary>
    Environment,

    /// <summary>Paths; since 2 with whether Komodo shows what is in them.</summary>
    EnvironmentFiles,

    /// <summary>Paths, the services that they concern, and what a change of them requires.</summary>
    ConfigFiles,

    /// <summary>A command and where it runs.</summary>
    Command,
}
