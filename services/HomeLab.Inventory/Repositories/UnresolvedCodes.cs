namespace HomeLab.Inventory.Repositories;

/// <summary>Why something of a repository is not known. Constants for machines.</summary>
static class UnresolvedCodes
{
    /// <summary><c>[[NAME]]</c>: Komodo holds the value.</summary>
    public const string KomodoVariable = nameof(KomodoVariable);

    /// <summary><c>${NAME}</c> without a default, and no file of the repository sets it.</summary>
    public const string EnvironmentVariable = nameof(EnvironmentVariable);

    /// <summary>A file that a tool reads on the machine it runs on, which the repository does not hold.</summary>
    public const string FileNotInRepository = nameof(FileNotInRepository);

    /// <summary>It is in another repository, or on a host.</summary>
    public const string SourceElsewhere = nameof(SourceElsewhere);

    /// <summary>Another revision than the one that is read.</summary>
    public const string OtherRevision = nameof(OtherRevision);

    /// <summary>A kustomization's resource behind a URL.</summary>
    public const string RemoteBase = nameof(RemoteBase);

    /// <summary>What a chart makes of its values; the chart is not in the repository, or its templates are not executed.</summary>
    public const string HelmChart = nameof(HelmChart);

    /// <summary>A name that ends in a hash of its content.</summary>
    public const string GeneratedName = nameof(GeneratedName);

    /// <summary>Text of a template language.</summary>
    public const string Template = nameof(Template);

    /// <summary>Values that are encrypted; their keys are seen.</summary>
    public const string Encrypted = nameof(Encrypted);

    /// <summary>A generator of an <c>ApplicationSet</c> that asks something outside the repository.</summary>
    public const string Generator = nameof(Generator);

    /// <summary><c>${NAME}</c> of Flux that comes from a Secret, or from a ConfigMap that the repository does not hold.</summary>
    public const string Substitution = nameof(Substitution);

    /// <summary>A part of a format that is not evaluated.</summary>
    public const string NotEvaluated = nameof(NotEvaluated);
}
