namespace HomeLab.Inventory.Catalog.Matching;

/// <summary>How much a hit tells, least first: of several systems the one with the most telling hit is meant.</summary>
enum Specificity
{
    /// <summary>A namespace, or a port that answers.</summary>
    Surroundings,

    /// <summary>Something of a kind is there, whosever it is.</summary>
    General,

    /// <summary>A label of a whole release: <c>app.kubernetes.io/part-of</c>.</summary>
    Release,

    /// <summary>The place in a Compose project, or a workload's or guest's name.</summary>
    Name,

    PatternLabel,

    PatternImage,

    Label,

    Image,

    /// <summary>The object's own kind, a CSI driver, a file, a configured address.</summary>
    Kind,

    /// <summary>What stands in the object.</summary>
    Content,
}
