@{
    ExcludeRules = @(
        # The build, the demo and the benchmark talk to a person in front of a terminal.
        'PSAvoidUsingWriteHost'
    )
}
