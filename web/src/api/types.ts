// Made by npm run types from src/app/api_schemas.json; not edited by hand.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        About: {
            name: string;
            version: string;
            licence: string;
            parts: components["schemas"]["Part"][];
            warnings: components["schemas"]["Text"][];
            head: components["schemas"]["Head"] | null;
        };
        Acceptance: {
            number: string;
            contract: string;
            /** Format: date */
            accepted_on: string;
            lines: components["schemas"]["AcceptanceLine"][];
            /** @description yuan */
            amount: string;
            finding: string;
            signers: string[];
            /** Format: date */
            complete_on: string | null;
            seq: number;
        };
        AcceptanceLine: {
            key: string;
            count: string;
            /** @description yuan */
            amount: string;
        };
        AcceptanceList: {
            items: components["schemas"]["AcceptanceRow"][];
            next: string | null;
        };
        AcceptanceRow: {
            number: string;
            contract: string;
            /** Format: date */
            accepted_on: string;
            lines: components["schemas"]["AcceptanceLine"][];
            /** @description yuan */
            amount: string;
            finding: string;
            signers: string[];
            /** Format: date */
            complete_on: string | null;
            seq: number;
            party: string;
            title: string;
        };
        AccountLedger: {
            account: string;
            title: string;
            first: string;
            last: string;
            /** @description yuan */
            before: string;
            /** @description yuan */
            debit: string;
            /** @description yuan */
            credit: string;
            /** @description yuan */
            after: string;
            postings: number;
            rows: components["schemas"]["LedgerRow"][];
        };
        AdvisedYear: {
            year: number;
            value: string;
            printed: string;
        };
        Allowed: {
            ok: boolean;
            why: string | null;
        };
        AttachedFile: {
            digest: string;
            name: string;
            reason: string;
            seq: number;
            /** Format: date-time */
            at: string | null;
            actor: string | null;
            withdrawn_seq: number;
            /** Format: date-time */
            withdrawn_at: string | null;
            withdrawn_actor: string | null;
            withdrawn_reason: string;
        };
        BillLine: {
            key: string;
            count?: string;
            /** @description yuan */
            amount?: string;
        };
        BookExecution: {
            rows: components["schemas"]["BookExecutionRow"][];
        };
        BookExecutionRow: {
            project: string;
            line: string;
            source: string;
            /** @description yuan */
            executed: string;
            postings: number;
        };
        Brief: {
            sentence: components["schemas"]["Text"];
            lines: components["schemas"]["BriefLine"][];
        };
        BriefLine: {
            indicator: number;
            word: string;
            text: components["schemas"]["Text"];
            action: string;
        };
        BudgetPaper: {
            seq: number;
            /** @enum {string} */
            act: "approve" | "add" | "adjust" | "transfer" | "release" | "close";
            line: string;
            to_line: string;
            /** @description yuan */
            amount: string;
            document: string;
            /** Format: date */
            dated_on: string;
            reason: string;
            approved_by: string;
            by: string;
        };
        BudgetPapers: {
            items: components["schemas"]["BudgetPaper"][];
        };
        BudgetReading: {
            lines: components["schemas"]["NewBudgetLine"][];
        };
        CellEdit: {
            row: number;
            column: string;
            value: string;
        };
        CheckGroup: {
            name: string;
            title: components["schemas"]["Text"];
        };
        CheckItem: {
            name: string;
            group: string;
            title: components["schemas"]["Text"];
            rule: components["schemas"]["Text"];
            /** @enum {string} */
            level: "minor" | "serious" | "grave";
            level_title: components["schemas"]["Text"];
            /** @description for each place that fails */
            points: string;
            limit_workdays: number;
            windows: boolean;
            kinds: components["schemas"]["CheckKind"][];
        };
        CheckKind: {
            name: string;
            title: components["schemas"]["Text"];
        };
        CheckRepeat: {
            item: string;
            window: string;
            times: number;
        };
        CheckTurn: {
            name: string;
            title: components["schemas"]["Text"];
            from: string;
            until: string;
        };
        Checklist: {
            name: string;
            title: components["schemas"]["Text"];
            digest: string;
            base: string;
            floor: string | null;
            corrected_deducts: boolean;
            windows: string[];
            spare: string[];
            turns: components["schemas"]["CheckTurn"][];
            groups: components["schemas"]["CheckGroup"][];
            items: components["schemas"]["CheckItem"][];
            /** Format: date */
            day: string;
            /** @description null: no calendar of this year */
            workday: boolean | null;
            /** @description turns done today */
            done: string[];
            /** @description found within 30 days */
            repeats: components["schemas"]["CheckRepeat"][];
        };
        Choice: {
            value: string;
            title: components["schemas"]["Text"];
        };
        CitizenNumber: {
            number: string;
        };
        Closed: {
            /** Format: date */
            closed_until: string;
        };
        Closing: {
            month: string;
            seq: number;
            year_end: boolean;
        };
        ClosingList: {
            items: components["schemas"]["Closing"][];
            closed_until: string;
        };
        Comparison: {
            subject: string;
            agrees: boolean;
            /** @description yuan */
            due: string;
            /** @description yuan */
            billed: string;
            /** @description yuan */
            difference: string;
            lines: components["schemas"]["ComparisonLine"][];
            notes: string[];
        };
        ComparisonLine: {
            key: string;
            registered: string;
            billed_count: string | null;
            count_difference: string | null;
            /** @description yuan */
            due: string | null;
            /** @description yuan */
            billed: string;
            /** @description yuan */
            difference: string | null;
            agrees: boolean;
        };
        Consequence: {
            value: string;
            met: boolean | null;
            score: string | null;
        };
        Contract: {
            number: string;
            title: string;
            party: string;
            party_id: string;
            project: string;
            line: string;
            request: string;
            category: string;
            subject: string;
            /** @description yuan */
            amount: string;
            amount_in_words: string;
            /** @description yuan */
            whole: string;
            prices: components["schemas"]["ContractPrice"][];
            schedule: components["schemas"]["ContractInstalment"][];
            supplements: components["schemas"]["ContractSupplement"][];
            files: components["schemas"]["ContractFile"][];
            /** Format: date */
            signed_on: string;
            /** Format: date */
            starts_on: string;
            /** Format: date */
            ends_on: string;
            small_firm: boolean;
            pay_days: number | null;
            late_per_100000: number | null;
            quoted: boolean;
            buyer: string;
            /** Format: date */
            published_on: string | null;
            published_at: string;
            /** Format: date */
            closed_on: string | null;
            seq: number;
            acceptances: components["schemas"]["Acceptance"][];
            invoices: components["schemas"]["Invoice"][];
            /** @description yuan */
            accepted: string;
            /** @description yuan */
            paid: string;
            /** @description yuan */
            committed: string;
            /** @description yuan */
            added: string;
            /** @description yuan */
            may_add: string;
            end_alarm: string;
            /** Format: date */
            publish_by: string | null;
            requests: components["schemas"]["ContractRequest"][];
            payments: components["schemas"]["ContractPayment"][];
            settlements: components["schemas"]["ContractSettlement"][];
        };
        ContractClosing: {
            /** Format: date */
            on: string;
            reason: string;
        };
        ContractFile: {
            name: string;
            digest: string;
        };
        ContractInstalment: {
            /** Format: date */
            due_on: string;
            /** @description yuan */
            amount: string;
            condition: string;
        };
        ContractList: {
            items: components["schemas"]["ContractRow"][];
            next: string | null;
        };
        ContractPayment: {
            number: string;
            request: string;
            voucher: string;
            /** Format: date */
            paid_on: string;
            /** @description yuan */
            amount: string;
            /** @description yuan */
            returned: string;
            state: string;
        };
        ContractPrice: {
            key: string;
            unit: string;
            /** @description yuan */
            price: string;
            expected: string;
        };
        ContractRequest: {
            number: string;
            /** @description yuan */
            amount: string;
            state: string;
            /** Format: date */
            pay_on: string;
            purpose: string;
            indicator: number;
            /** Format: date */
            made_on: string;
            made_by: string;
        };
        ContractRow: {
            number: string;
            title: string;
            party: string;
            party_id: string;
            project: string;
            line: string;
            request: string;
            category: string;
            subject: string;
            /** @description yuan */
            amount: string;
            amount_in_words: string;
            /** @description yuan */
            whole: string;
            prices: components["schemas"]["ContractPrice"][];
            schedule: components["schemas"]["ContractInstalment"][];
            supplements: components["schemas"]["ContractSupplement"][];
            files: components["schemas"]["ContractFile"][];
            /** Format: date */
            signed_on: string;
            /** Format: date */
            starts_on: string;
            /** Format: date */
            ends_on: string;
            small_firm: boolean;
            pay_days: number | null;
            late_per_100000: number | null;
            quoted: boolean;
            buyer: string;
            /** Format: date */
            published_on: string | null;
            published_at: string;
            /** Format: date */
            closed_on: string | null;
            seq: number;
            /** @description yuan */
            accepted: string;
            /** @description yuan */
            paid: string;
            /** @description yuan */
            committed: string;
            /** @description yuan */
            added: string;
            /** @description yuan */
            may_add: string;
            end_alarm: string;
            /** Format: date */
            publish_by: string | null;
        };
        ContractSettlement: {
            seq: number;
            period: string;
            /** @description yuan */
            due: string;
            /** @description yuan */
            billed: string;
            decision: string;
            reason: string;
            person: string;
        };
        ContractSupplement: {
            no: number;
            /** Format: date */
            signed_on: string;
            /** @description yuan */
            amount: string;
            reason: string;
        };
        /** @description Fields left out stay as they are. */
        Correction: {
            values: components["schemas"]["Values"];
            reason: string;
            version: number;
        };
        DecisionRequest: {
            finding: string;
            indicator: number;
            chosen: string;
            reason: string;
        };
        Definition: {
            kind: string;
            name: string;
            version: number;
            title: components["schemas"]["Text"];
            digest: string;
            text: string;
            versions: components["schemas"]["DefinitionVersion"][];
        };
        DefinitionAdopted: {
            version: number;
            seq: number;
        };
        DefinitionBrief: {
            kind: string;
            name: string;
            version: number;
            title: components["schemas"]["Text"];
            /** Format: date-time */
            adopted_at: string;
            seq: number;
            digest: string;
        };
        DefinitionDraft: {
            kind: string;
            name?: string;
            text: string;
        };
        DefinitionPreview: {
            problems: components["schemas"]["DefinitionProblem"][];
            name: string;
            fields: components["schemas"]["Field"][];
            meaning: components["schemas"]["MeaningLine"][];
            diff: components["schemas"]["DiffLine"][];
        };
        DefinitionProblem: {
            line: number;
            column: number;
            message: string;
        };
        DefinitionRequest: {
            kind: string;
            name: string;
            text: string;
            reason: string;
        };
        DefinitionVersion: {
            version: number;
            /** Format: date-time */
            adopted_at: string;
            actor: string;
            seq: number;
            digest: string;
        };
        Definitions: {
            items: components["schemas"]["DefinitionBrief"][];
        };
        Diff: {
            lines: components["schemas"]["DiffLine"][];
            targets: components["schemas"]["TargetDifference"][];
        };
        DiffLine: {
            /** @enum {string} */
            kind: "same" | "added" | "removed";
            text: string;
        };
        DossierUnit: {
            name: string;
            code: string;
            address: string;
            phone: string;
            legal_person: string;
        };
        Draft: {
            plans: components["schemas"]["IndicatorPlan"][];
            note: string;
            by: string;
            /** Format: date-time */
            at: string;
            revision: number;
        };
        /** @description Kept as sent; facts only when a plan is saved. */
        DraftBody: {
            plans: components["schemas"]["IndicatorPlan"][];
            note: string;
        };
        DueItem: {
            kind: string;
            document: string;
            /** Format: date */
            due_on: string | null;
            late: number;
            /** @description yuan */
            amount: string;
            /** @description yuan */
            interest: string;
            text: string;
        };
        DueList: {
            /** Format: date */
            on: string;
            count: number;
            items: components["schemas"]["DueItem"][];
            next: string | null;
        };
        DutyAct: {
            act: string;
            title: components["schemas"]["Text"];
        };
        DutyActDone: {
            act: string;
            title: components["schemas"]["Text"];
            document: string;
            seq: number;
        };
        DutyException: {
            chain: string;
            acts: components["schemas"]["DutyAct"][];
            person: string;
            reason: string;
            by: string;
            /** Format: date */
            until: string;
        };
        DutyExceptionRow: {
            chain: string;
            acts: components["schemas"]["DutyAct"][];
            person: string;
            reason: string;
            by: string;
            /** Format: date */
            until: string;
            seq: number;
            /** Format: date-time */
            at: string;
            person_name: string;
            by_name: string;
            uses: components["schemas"]["DutyExceptionUse"][];
            more_uses: boolean;
        };
        DutyExceptionUse: {
            act: string;
            title: components["schemas"]["Text"];
            document: string;
            seq: number;
            /** Format: date-time */
            at: string;
            earlier: components["schemas"]["DutyActDone"];
        };
        DutyExceptions: {
            items: components["schemas"]["DutyExceptionRow"][];
            next: string | null;
        };
        DutyPair: {
            first: string;
            second: string;
            title: components["schemas"]["Text"];
        };
        EarlierImport: {
            seq: number;
            /** Format: date-time */
            at: string;
            actor: string;
            register: string;
            source_name: string;
            rows: number;
            digest: string;
            withdrawn_seq: number;
        };
        EarlierImports: {
            items: components["schemas"]["EarlierImport"][];
        };
        EconomicClass: {
            code: string;
            title: components["schemas"]["Text"];
        };
        Effect: {
            text: string;
        };
        Entry: {
            id: number;
            version: number;
            versions: number;
            /** @enum {string} */
            state: "current" | "superseded" | "voided";
            /** Format: date */
            day: string;
            seq: number;
            late: boolean;
            reason: string;
            ended_reason: string;
            values: components["schemas"]["Values"];
        };
        EntryCheck: {
            problems: components["schemas"]["FieldMessage"][];
            warnings: components["schemas"]["FieldMessage"][];
            effects: components["schemas"]["Effect"][];
            derived: components["schemas"]["Values"];
            needs_reason: boolean;
        };
        EntryDraft: {
            values: components["schemas"]["Values"];
            entry?: number;
        };
        EntryFiles: {
            items: components["schemas"]["AttachedFile"][];
        };
        EntryHistory: {
            register: string;
            id: number;
            /** @enum {string} */
            state: "current" | "voided";
            versions: components["schemas"]["EntryVersion"][];
            files: components["schemas"]["EntrySource"][];
            attached: components["schemas"]["AttachedFile"][];
        };
        EntryPage: {
            items: components["schemas"]["Entry"][];
            next: string | null;
            total: components["schemas"]["EntryTotal"];
        };
        EntrySource: {
            source_name: string;
            seq: number;
            row: number;
            /** Format: date-time */
            at: string;
            actor: string;
            rows: number;
            digest: string;
        };
        EntryTotal: {
            rows: number;
            sums: {
                [key: string]: string;
            };
        };
        EntryUpload: {
            digest: string;
            name: string;
            bytes: number;
        };
        EntryVersion: {
            id: number;
            versions: number;
            version: number;
            /** @enum {string} */
            state: "current" | "superseded" | "voided";
            /** Format: date */
            day: string;
            seq: number;
            late: boolean;
            reason: string;
            ended_reason: string;
            ended_seq: number;
            /** Format: date-time */
            at: string;
            actor: string;
            /** Format: date-time */
            ended_at: string | null;
            ended_actor: string | null;
            values: components["schemas"]["Values"];
        };
        EvaluatedIndicator: {
            no: number;
            name: string;
            level1: string;
            level2: string;
            operator: string | null;
            /** @description exact number as text */
            target: string | null;
            target_printed: string;
            unit: string;
            /** @description exact number as text */
            value: string | null;
            value_printed: string | null;
            met: boolean | null;
            /** @description exact number as text */
            weight: string | null;
            score: string | null;
            /** @description exact number as text */
            score_exact: string | null;
            rule: string;
            formula: string;
            derivation: string;
            explanation: components["schemas"]["Text"];
            /** @enum {string} */
            status: "complete" | "incomplete" | "stale" | "declared";
            status_reason: string;
            status_word: components["schemas"]["Text"];
            receipt: components["schemas"]["ReceiptBrief"] | null;
            pace: components["schemas"]["Pace"] | null;
            owner_registers: components["schemas"]["OwnerRegister"][];
            words?: {
                [key: string]: components["schemas"]["WordsBrief"];
            };
        };
        Evaluation: {
            project: components["schemas"]["ProjectBrief"];
            sample: boolean;
            /** Format: date */
            as_of: string;
            scheme: string;
            indicators: components["schemas"]["EvaluatedIndicator"][];
            execution: components["schemas"]["Execution"];
            total: components["schemas"]["EvaluationTotal"];
            findings: components["schemas"]["EvaluationFinding"][];
            definitions: components["schemas"]["UsedDefinition"][];
            journal_head: components["schemas"]["JournalHeadBrief"];
            brief: components["schemas"]["Brief"];
            words?: {
                [key: string]: components["schemas"]["WordsBrief"];
            };
        };
        EvaluationFinding: {
            code: string;
            where: string;
            indicator: number;
            message: string;
            /** @enum {string} */
            from: "document" | "figures";
            needs_decision: boolean;
            decision: components["schemas"]["FindingDecisionBrief"] | null;
            /** @description only has to be looked at, and nobody of the unit has; absent in a frozen evaluation */
            unseen?: boolean;
        };
        EvaluationTotal: {
            /** @description exact number as text */
            weight: string;
            /** @description exact number as text */
            scored_weight: string | null;
            score: string | null;
            /** @description exact number as text */
            score_exact: string | null;
            grade: string | null;
            note: string;
            own_score?: string;
        };
        /** @description text/event-stream: head {unit,seq,kind,register}, verification {id,done,total,state} */
        EventStream: string;
        ExecutedRow: {
            returned: boolean;
            payment: string;
            request: string;
            voucher: string;
            payee: string;
            line: string;
            source: string;
            indicator: number;
            on: string;
            /** @description fen */
            amount: number;
            journal_seq: number;
        };
        Execution: {
            /** @description exact number as text */
            weight: string;
            score: string | null;
            status: string;
            /** @description fen */
            initial?: number;
            /** @description fen */
            adjusted?: number;
            /** @description fen */
            executed?: number;
            /** @description exact number as text */
            rate?: string | null;
            rate_printed?: string | null;
            /** @description exact number as text */
            score_exact?: string | null;
            derivation?: string;
            final?: boolean;
            sources?: {
                [key: string]: components["schemas"]["ExecutionSums"];
            };
            unit_costs?: components["schemas"]["UnitCost"][];
            receipt?: components["schemas"]["ReceiptBrief"] | null;
        };
        ExecutionReceipt: {
            project: string;
            as_of: string;
            execution: components["schemas"]["Execution"];
            papers: components["schemas"]["GrantPaper"][];
            rows: components["schemas"]["ExecutedRow"][];
            all_rows: number;
            /** @description fen */
            sum: number;
        };
        ExecutionSums: {
            /** @description fen */
            initial: number;
            /** @description fen */
            adjusted: number;
            /** @description fen */
            executed: number;
            /** @description exact number as text */
            rate: string | null;
        };
        Field: {
            name: string;
            title: components["schemas"]["Text"];
            /** @enum {string} */
            type: "text" | "integer" | "quantity" | "money" | "date" | "time" | "choice" | "reference" | "file" | "ratio";
            required: boolean;
            sum: boolean;
            dimension: boolean;
            derived: boolean;
            scale: number;
            unit: string;
            max_chars: number;
            /** @description exact number as text */
            min: string | null;
            /** @description exact number as text */
            max: string | null;
            choices: components["schemas"]["Choice"][];
            default: string | null;
            personal: components["schemas"]["Personal"] | null;
        };
        FieldChange: {
            field: string;
            title: components["schemas"]["Text"];
            before: string | null;
            after: string | null;
        };
        FieldCheck: {
            rule: string;
            message: components["schemas"]["Text"];
        };
        FieldMessage: {
            field: string;
            message: string;
        };
        FigureChange: {
            /** @enum {string} */
            what: "recorded" | "corrected" | "voided" | "imported" | "withdrawn" | "definition" | "decision";
            lines: number;
            rows: number;
            late: number;
        };
        FigureVersion: {
            version: number;
            at: string;
            by: string;
            seq: number;
            value: string | null;
            value_printed: string | null;
            formula: string;
            changes: components["schemas"]["FigureChange"][];
        };
        /** Format: binary */
        File: string;
        Finding: {
            code: string;
            indicator: number;
            where: string;
            message: string;
            needs_decision: boolean;
            words: string;
            options: components["schemas"]["FindingOption"][];
            decision: components["schemas"]["FindingDecision"] | null;
        };
        FindingDecision: {
            chosen: string;
            by: string;
            reason: string;
            proposed: boolean;
            seq: number;
            /** Format: date-time */
            at: string | null;
        };
        FindingDecisionBrief: {
            chosen: string;
            by: string;
            proposed: boolean;
            reason: string;
        };
        FindingOption: {
            id: string;
            title: components["schemas"]["Text"];
            consequence?: components["schemas"]["Consequence"];
        };
        Findings: {
            items: components["schemas"]["Finding"][];
        };
        FirstPassword: {
            first_password: string;
            user?: components["schemas"]["User"];
        };
        FlagName: {
            finding: string;
            indicator: number;
        };
        FlagsSeen: {
            project: string;
            seen: number;
            seq: number;
        };
        FlagsSeenRequest: {
            /** Format: date */
            as_of?: string;
            flags: components["schemas"]["FlagName"][];
            reason: string;
        };
        Forecast: {
            name: string;
            title: string;
            /** @description exact number as text */
            value: string;
            /** @description exact number as text */
            low: string;
            /** @description exact number as text */
            high: string;
            value_printed: string;
            error_percent: string | null;
            tests: number;
            estimate: boolean;
            low_printed: string;
            high_printed: string;
            chance_percent: number;
            /** @enum {string} */
            possibility: "certain" | "possible" | "impossible";
            possibility_words: string;
            /** Format: date */
            limit_on: string | null;
            ways: components["schemas"]["ForecastWay"][];
        };
        ForecastItem: {
            no: number;
            name: string;
            forecast: components["schemas"]["Forecast"] | null;
        };
        ForecastWay: {
            name: string;
            title: string;
            /** @description exact number as text */
            value: string;
            /** @description exact number as text */
            low: string;
            /** @description exact number as text */
            high: string;
            value_printed: string;
            error_percent: string | null;
            tests: number;
        };
        Forecasts: {
            project: string;
            /** Format: date */
            as_of: string;
            estimate: boolean;
            items: components["schemas"]["ForecastItem"][];
            execution: components["schemas"]["Forecast"] | null;
        };
        FormText: {
            name: string;
            /** Format: date */
            from: string;
            text: string;
        };
        FormulaCheck: {
            ok: boolean;
            problems: components["schemas"]["FormulaProblem"][];
            words: components["schemas"]["Text"] | null;
            unit: string;
            /** @description exact number as text */
            value: string | null;
            value_printed: string | null;
        };
        FormulaProblem: {
            at: number;
            length: number;
            message: string;
        };
        FormulaRequest: {
            project: string;
            no?: number;
            formula: string;
            /** Format: date */
            as_of?: string;
        };
        FreezeRequest: {
            project: string;
            /** Format: date */
            as_of?: string;
            reason?: string;
        };
        FrozenBrief: {
            version: number;
            project: string;
            /** Format: date-time */
            at: string;
            by: string;
            seq: number;
            total: string | null;
            grade: string | null;
            digest: string;
            /** Format: date */
            as_of: string;
        };
        /** @description the frozen evaluation, byte for byte */
        FrozenBytes: Record<string, never>;
        FrozenCompare: {
            rows: components["schemas"]["FrozenDifference"][];
            total: components["schemas"]["FrozenTotals"];
        };
        FrozenDifference: {
            no: number;
            name: string;
            a: string | null;
            b: string | null;
            /** @description exact number as text */
            difference: string | null;
            why: string;
        };
        FrozenList: {
            items: components["schemas"]["FrozenBrief"][];
        };
        FrozenTotals: {
            a: string | null;
            b: string | null;
        };
        FundApproval: {
            /** @description digest of the content that the person saw */
            seen: string;
            note?: string;
        };
        FundHeld: {
            /** @description yuan */
            held: string;
            /** @description yuan */
            committed: string;
            /** @description yuan */
            executed: string;
        };
        FundHold: {
            document: string;
            /** @description yuan */
            held: string;
            /** @description yuan */
            committed: string;
            /** @description yuan */
            executed: string;
        };
        FundLimit: {
            /** @description yuan */
            up_to: string | null;
            steps: components["schemas"]["Text"][];
        };
        FundLine: {
            project: string;
            line: string;
            purpose: string;
            economic_class: string;
            class_title: components["schemas"]["Text"] | null;
            source: string;
            source_title: components["schemas"]["Text"] | null;
            /** @description yuan */
            initial: string;
            /** @description yuan */
            approved: string;
            /** @description yuan */
            released: string;
            /** @description yuan */
            free: string;
            /** @description yuan */
            held: string;
            /** @description yuan */
            committed: string;
            /** @description yuan */
            executed: string;
            rate: string | null;
            /** @enum {string} */
            state: "open" | "closed";
        };
        FundLineOverview: {
            project: string;
            line: string;
            purpose: string;
            economic_class: string;
            class_title: components["schemas"]["Text"] | null;
            source: string;
            source_title: components["schemas"]["Text"] | null;
            /** @description yuan */
            initial: string;
            /** @description yuan */
            approved: string;
            /** @description yuan */
            released: string;
            /** @description yuan */
            free: string;
            /** @description yuan */
            held: string;
            /** @description yuan */
            committed: string;
            /** @description yuan */
            executed: string;
            rate: string | null;
            /** @enum {string} */
            state: "open" | "closed";
            plan: components["schemas"]["UsePlan"] | null;
            pace: components["schemas"]["FundPace"] | null;
            documents: components["schemas"]["FundHold"][];
            months: components["schemas"]["FundMonth"][];
        };
        FundMonth: {
            month: string;
            /** @description yuan */
            asked: string;
            /** @description yuan */
            executed: string;
        };
        FundPace: {
            /** @description yuan */
            planned: string;
            /** @description yuan */
            executed: string;
            /** @description yuan */
            difference: string;
            ratio: string;
        };
        FundPaper: {
            document: string;
            /** Format: date */
            dated_on: string;
            reason?: string;
            approved_by?: string;
        };
        FundPapers: {
            papers: components["schemas"]["NewRequestPaper"][];
        };
        FundPayee: {
            line: string;
            payee: string;
            /** @description yuan */
            held: string;
            /** @description yuan */
            committed: string;
            /** @description yuan */
            executed: string;
        };
        FundReason: {
            reason: string;
        };
        FundRefusal: {
            seen: string;
            reason: string;
        };
        FundRequest: {
            number: string;
            project: string;
            line: string;
            type: string;
            payee: string;
            /** @description yuan */
            amount: string;
            purpose: string;
            indicator: number;
            contract: string;
            /** Format: date */
            pay_on: string;
            /** @enum {string} */
            state: "asked" | "approved" | "paid" | "refused" | "cancelled";
            step: number;
            /** Format: date */
            made_on: string;
            made_by: string;
            why: string;
            chain: string;
            digest: string;
            amount_in_words: string;
            made_by_name: string;
            type_title: components["schemas"]["Text"] | null;
            papers: components["schemas"]["RequestPaper"][];
            later_papers: components["schemas"]["RequestPaper"][];
            missing_to_pay: components["schemas"]["PaperKind"][];
            line_now: components["schemas"]["FundLine"];
            hold: components["schemas"]["FundHeld"];
            steps: components["schemas"]["RequestStep"][];
            history: components["schemas"]["RequestPast"][];
            changes: components["schemas"]["RequestDifference"][];
            payments: components["schemas"]["Payment"][];
            payee_history: components["schemas"]["PayeeHistory"];
            may: components["schemas"]["RequestMay"];
            warnings?: string[];
        };
        FundRequestBrief: {
            number: string;
            project: string;
            line: string;
            type: string;
            payee: string;
            /** @description yuan */
            amount: string;
            purpose: string;
            indicator: number;
            contract: string;
            /** Format: date */
            pay_on: string;
            /** @enum {string} */
            state: "asked" | "approved" | "paid" | "refused" | "cancelled";
            step: number;
            /** Format: date */
            made_on: string;
            made_by: string;
            why: string;
        };
        FundRequestChange: {
            project: string;
            line: string;
            type: string;
            payee: string;
            /** @description yuan */
            amount: string;
            purpose: string;
            indicator?: number;
            contract?: string;
            /** Format: date */
            pay_on: string;
            papers?: components["schemas"]["NewRequestPaper"][];
            reason: string;
        };
        FundRequestList: {
            items: components["schemas"]["FundRequestBrief"][];
            next: string | null;
        };
        FundRequestType: {
            name: string;
            title: components["schemas"]["Text"];
            papers: components["schemas"]["PaperKind"][];
            papers_to_pay: components["schemas"]["PaperKind"][];
            limits: components["schemas"]["FundLimit"][];
        };
        FundSource: {
            name: string;
            title: components["schemas"]["Text"];
        };
        FundTotal: {
            /** @description yuan */
            initial: string;
            /** @description yuan */
            approved: string;
            /** @description yuan */
            released: string;
            /** @description yuan */
            free: string;
            /** @description yuan */
            held: string;
            /** @description yuan */
            committed: string;
            /** @description yuan */
            executed: string;
            rate: string | null;
        };
        FundUpload: {
            upload: string;
            name: string;
            bytes: number;
        };
        FundsOverview: {
            project: string;
            /** Format: date */
            first_on: string;
            /** Format: date */
            last_on: string;
            /** Format: date */
            as_of: string;
            total: components["schemas"]["FundTotal"];
            adds_up: boolean;
            lines: components["schemas"]["FundLineOverview"][];
            payees: components["schemas"]["FundPayee"][];
        };
        FundsRules: {
            types: components["schemas"]["FundRequestType"][];
            classes: components["schemas"]["EconomicClass"][];
            sources: components["schemas"]["FundSource"][];
            duties: components["schemas"]["DutyPair"][];
            version: string;
        };
        Goal: {
            title: string;
            text: string;
        };
        GoalCell: {
            target: string;
            value: string;
            met: boolean | null;
        };
        GoalRow: {
            name: string;
            cells: components["schemas"]["GoalCell"][];
            years_met: number;
        };
        GoalYear: {
            year: number;
            project: string;
            frozen: number;
        };
        GrantPaper: {
            act: string;
            line: string;
            to_line: string;
            /** @description fen */
            amount: number;
            document: string;
            on: string;
            journal_seq: number;
        };
        Granted: {
            unit: components["schemas"]["UnitBrief"];
            roles: string[];
        };
        Head: {
            seq: number;
            digest: string;
            root: string;
            at: string;
        };
        HeadChecked: {
            holds: boolean;
            /** @enum {string} */
            standing: "on_chain" | "other" | "ahead";
            message: string;
            seq: number;
            root: string;
            head: number;
            differences: components["schemas"]["HeadDifference"][];
        };
        HeadDifference: {
            /** @enum {string} */
            what: "root" | "digest" | "at";
            given: string;
            ours: string;
        };
        HeadToCheck: {
            /** @description the text of a deposited head, or SEQ:ROOT */
            head: string;
        };
        Holds: {
            holds: boolean;
            ms: number;
        };
        Home: {
            /** Format: date */
            today: string;
            workday: components["schemas"]["Workday"] | null;
            user: components["schemas"]["HomeUser"];
            unit: components["schemas"]["UnitBrief"];
            project: components["schemas"]["ProjectBrief"] | null;
            mine: components["schemas"]["HomeMine"];
            waiting: components["schemas"]["Waiting"][];
            stale: components["schemas"]["StaleRegister"][];
            brief: components["schemas"]["Brief"] | null;
            indicators: components["schemas"]["HomeIndicator"][];
            total: components["schemas"]["EvaluationTotal"] | null;
            imports_due: components["schemas"]["ImportDue"][];
        };
        HomeIndicator: {
            no: number;
            name: string;
            target_printed: string;
            value_printed: string | null;
            score: string | null;
            /** @description exact number as text */
            weight: string | null;
            status: string;
            status_word: components["schemas"]["Text"];
            pace: components["schemas"]["Pace"] | null;
        };
        HomeMine: {
            entries_today: number;
            drafts: number;
        };
        HomeUser: {
            name: string;
            display_name: string;
            roles: string[];
            permissions: string[];
        };
        ImportCandidate: {
            register: string;
            title: components["schemas"]["Text"];
            matched: number;
            fields: number;
        };
        ImportDue: {
            register: string;
            title: components["schemas"]["Text"];
            /** Format: date */
            last_day: string | null;
            days: number;
        };
        ImportRequest: {
            register: string;
            upload: string;
            sheet?: string;
            mapping?: {
                [key: string]: string;
            };
            dry_run: boolean;
            late_reason?: string;
            accept_good?: boolean;
            edits?: components["schemas"]["CellEdit"][];
        };
        ImportResult: {
            register: string;
            candidates: components["schemas"]["ImportCandidate"][];
            format: string;
            rows: number;
            stored: number;
            refused: number;
            heading_row: number;
            mapping: {
                [key: string]: string;
            };
            unused: string[];
            notes: string[];
            sheets: components["schemas"]["Sheet"][];
            hidden_sheets: string[];
            groups: components["schemas"]["ProblemGroup"][];
            problems: components["schemas"]["RowProblem"][];
            more_problems: number;
            preview: string[][];
            seq: number;
            rest: string | null;
        };
        IndicatorAdvice: {
            no: number;
            name: string;
            target: string;
            years: components["schemas"]["AdvisedYear"][];
            low: string | null;
            high: string | null;
            range: string;
            reason: components["schemas"]["Text"];
        };
        IndicatorPlan: {
            no: number;
            formula: string;
            rule: string;
            /** @description exact number as text */
            weight: string | null;
            /** @description exact number as text */
            deduct_points: string | null;
            period: string;
            /** @enum {string} */
            missing: "incomplete" | "zero";
            note: components["schemas"]["Text"];
        };
        IndicatorRow: {
            no: number;
            level1: string;
            level2: string;
            name: string;
            operator_cell: string;
            value_cell: string;
            unit_cell: string;
            label_cell: string;
            rule_cell: string;
            content_cell: string;
            source_cell: string;
            target: components["schemas"]["Target"] | null;
            adjusted: components["schemas"]["TargetAdjusted"] | null;
        };
        Invoice: {
            code: string;
            number: string;
            kind: string;
            check_code: string;
            seller: string;
            seller_id: string;
            buyer: string;
            buyer_id: string;
            /** Format: date */
            issued_on: string | null;
            /** @description yuan */
            net: string | null;
            /** @description yuan */
            tax: string | null;
            /** @description yuan */
            total: string | null;
            source: string;
            contract: string;
            request: string;
            file: string;
            file_digest: string;
            voided: boolean;
            void_reason: string;
            seq: number;
            warnings?: string[];
        };
        InvoiceList: {
            items: components["schemas"]["Invoice"][];
            next: string | null;
        };
        InvoiceQr: {
            qr?: string;
            upload?: string;
        };
        InvoiceText: {
            code: string;
            number: string;
            kind: string;
            check_code: string;
            seller: string;
            seller_id: string;
            buyer: string;
            buyer_id: string;
            /** Format: date */
            issued_on: string | null;
            /** @description yuan */
            net: string | null;
            /** @description yuan */
            tax: string | null;
            /** @description yuan */
            total: string | null;
            source: string;
        };
        InvoiceVoiding: {
            reason: string;
        };
        IssuedToken: {
            token: components["schemas"]["Token"];
            /** @description shown once and kept nowhere */
            secret: string;
        };
        JournalHeadBrief: {
            seq: number;
            root: string;
        };
        JournalKind: {
            kind: string;
            title: components["schemas"]["Text"];
        };
        JournalLine: {
            seq: number;
            /** Format: date-time */
            at: string;
            actor: string;
            kind: string;
            title: components["schemas"]["Text"];
            summary: components["schemas"]["Text"];
            digest: string;
            register: string | null;
            entry: number | null;
        };
        JournalLineFull: {
            seq: number;
            /** Format: date-time */
            at: string;
            actor: string;
            kind: string;
            title: components["schemas"]["Text"];
            summary: components["schemas"]["Text"];
            digest: string;
            prev: string;
            body: unknown;
            register: string | null;
            entry: number | null;
            changes: components["schemas"]["FieldChange"][];
        };
        JournalPage: {
            items: components["schemas"]["JournalLine"][];
            next: string | null;
            kinds: components["schemas"]["JournalKind"][];
        };
        KindRules: {
            key: string[];
            counter: string;
            reset: string;
            start: string;
            action: string;
            actions: {
                [key: string]: string;
            };
            amount: string;
            from_no: string;
            to_no: string;
            derived: string;
            status: string;
            path: components["schemas"]["Step"][];
            valid_from: string;
            valid_to: string;
        };
        /** @description The last entry by this person, without personal values. */
        LastEntry: {
            entry: components["schemas"]["Entry"] | null;
        };
        LedgerRow: {
            voucher: string;
            /** Format: date */
            booked_on: string;
            /** Format: date */
            fact_on: string;
            kind: string;
            document: string;
            payee: string;
            summary: string;
            /** @description yuan */
            amount: string;
            /** @description yuan */
            balance: string;
            project: string;
            line: string;
            source: string;
            economic_class: string;
        };
        LineAdjustment: {
            project: string;
            /** @description yuan */
            amount: string;
            paper: components["schemas"]["FundPaper"];
        };
        LineClosing: {
            project: string;
            reason: string;
        };
        LineMove: {
            seq: number;
            line: string;
            from: string;
            to: string;
            /** @description yuan */
            amount: string;
            from_document: string;
            document: string;
            /** Format: date-time */
            at: string;
        };
        LineMoves: {
            items: components["schemas"]["LineMove"][];
            next: string | null;
        };
        LineTransfer: {
            project: string;
            to: string;
            /** @description yuan */
            amount: string;
            paper: components["schemas"]["FundPaper"];
        };
        LongGoal: {
            title: string;
            text: string;
            years: components["schemas"]["GoalYear"][];
            rows: components["schemas"]["GoalRow"][];
        };
        LongGoals: {
            items: components["schemas"]["LongGoal"][];
        };
        Matter: {
            number: number;
            round: number;
            item: string;
            title: components["schemas"]["Text"];
            windows: string[];
            kinds: components["schemas"]["Text"][];
            /** @enum {string} */
            level: "minor" | "serious" | "grave";
            level_title: components["schemas"]["Text"];
            points: string;
            found_by: components["schemas"]["ServicePerson"];
            /** Format: date */
            opened_on: string;
            limit_workdays: number;
            /**
             * Format: date
             * @description null: the calendar of that year is not adopted yet
             */
            due_on: string | null;
            /** @description working days; negative when overdue */
            left: number | null;
            overdue: boolean;
            /** @enum {string} */
            state: "found" | "assigned" | "fixed" | "verified" | "closed";
            state_title: components["schemas"]["Text"];
            holder: components["schemas"]["ServicePerson"] | null;
            returned: number;
            reopened: number;
            /** Format: date */
            fixed_on: string | null;
            /** Format: date */
            closed_on: string | null;
            /** @description same item and window within 30 days, this one included */
            times: number;
            steps: components["schemas"]["MatterStep"][];
            next: ("assign" | "fix" | "verify" | "close" | "return" | "reopen")[];
            people: components["schemas"]["ServicePerson"][];
        };
        MatterBrief: {
            number: number;
            round: number;
            item: string;
            title: components["schemas"]["Text"];
            windows: string[];
            kinds: components["schemas"]["Text"][];
            /** @enum {string} */
            level: "minor" | "serious" | "grave";
            level_title: components["schemas"]["Text"];
            points: string;
            found_by: components["schemas"]["ServicePerson"];
            /** Format: date */
            opened_on: string;
            limit_workdays: number;
            /**
             * Format: date
             * @description null: the calendar of that year is not adopted yet
             */
            due_on: string | null;
            /** @description working days; negative when overdue */
            left: number | null;
            overdue: boolean;
            /** @enum {string} */
            state: "found" | "assigned" | "fixed" | "verified" | "closed";
            state_title: components["schemas"]["Text"];
            holder: components["schemas"]["ServicePerson"] | null;
            returned: number;
            reopened: number;
            /** Format: date */
            fixed_on: string | null;
            /** Format: date */
            closed_on: string | null;
            /** @description same item and window within 30 days, this one included */
            times: number;
        };
        MatterCounts: {
            mine: number;
            overdue: number;
            verify: number;
            fixed: number;
            closed: number;
            reopened: number;
            found: number;
            all: number;
        };
        MatterFix: {
            note?: string;
        };
        MatterList: {
            items: components["schemas"]["MatterBrief"][];
            counts: components["schemas"]["MatterCounts"];
            next: number | null;
        };
        MatterStep: {
            /** @enum {string} */
            step: "found" | "assign" | "fix" | "verify" | "close" | "return" | "reopen";
            title: components["schemas"]["Text"];
            by: components["schemas"]["ServicePerson"];
            to: components["schemas"]["ServicePerson"] | null;
            note: string;
            /** Format: date */
            day: string;
            /** Format: date-time */
            at: string;
            seq: number;
        };
        MeaningLine: {
            title: components["schemas"]["Text"];
            value: components["schemas"]["Text"];
        };
        MissedRound: {
            /** Format: date */
            day: string;
            turn: string;
            turn_title: components["schemas"]["Text"];
        };
        NamedFilter: {
            name: string;
            title: components["schemas"]["Text"];
        };
        NewAcceptance: {
            contract: string;
            /** Format: date */
            accepted_on: string;
            finding: string;
            lines: components["schemas"]["NewAcceptanceLine"][];
        };
        NewAcceptanceLine: {
            key: string;
            count?: string;
            /** @description yuan */
            amount?: string;
        };
        NewBudget: {
            project: string;
            paper: components["schemas"]["FundPaper"];
            lines: components["schemas"]["NewBudgetLine"][];
        };
        NewBudgetLine: {
            line: string;
            purpose: string;
            economic_class: string;
            source: string;
            /** @description yuan */
            amount: string;
        };
        NewClosing: {
            period: string;
        };
        NewComparison: {
            contract: string;
            period: string;
            bill?: components["schemas"]["BillLine"][];
            invoices?: string[];
        };
        NewContract: {
            title: string;
            party: string;
            project: string;
            line: string;
            category: string;
            /** Format: date */
            signed_on: string;
            /** Format: date */
            ends_on: string;
            buyer: string;
            party_id?: string;
            request?: string;
            subject?: string;
            /** @description yuan */
            amount?: string;
            prices?: components["schemas"]["ContractPrice"][];
            schedule?: components["schemas"]["ContractInstalment"][];
            /** Format: date */
            starts_on?: string;
            small_firm?: boolean;
            pay_days?: number;
            late_per_100000?: number;
            quoted?: boolean;
            uploads?: string[];
        };
        NewDutyException: {
            chain: string;
            acts: string[];
            person: string;
            reason: string;
            /** Format: date */
            until: string;
        };
        NewEntry: {
            values: components["schemas"]["Values"];
            reason?: string;
        };
        NewEntryFile: {
            digest: string;
            reason: string;
        };
        NewFundRequest: {
            project: string;
            line: string;
            type: string;
            payee: string;
            /** @description yuan */
            amount: string;
            purpose: string;
            indicator?: number;
            contract?: string;
            /** Format: date */
            pay_on: string;
            papers?: components["schemas"]["NewRequestPaper"][];
        };
        NewInvoice: {
            number: string;
            seller: string;
            /** Format: date */
            issued_on: string;
            /** @description yuan */
            total: string;
            code?: string;
            kind?: string;
            seller_id?: string;
            buyer?: string;
            /** @description yuan */
            net?: string;
            /** @description yuan */
            tax?: string;
            check_code?: string;
            contract?: string;
            request?: string;
            source?: string;
            upload?: string;
        };
        NewMatterStep: {
            /** @enum {string} */
            step: "assign" | "verify" | "close" | "return" | "reopen";
            to?: string;
            note?: string;
        };
        NewPayment: {
            request: string;
            /** @description yuan */
            amount?: string;
            voucher: string;
            /** Format: date */
            paid_on: string;
            rest?: string;
        };
        NewPlan: {
            project: string;
            kind: string;
            reason?: string;
            parts: components["schemas"]["NewPlanPart"][];
        };
        NewPlanPart: {
            period: string;
            /** @description yuan */
            amount: string;
        };
        NewPublication: {
            /** Format: date */
            on: string;
            at: string;
        };
        NewRequestPaper: {
            kind: string;
            name?: string;
            digest?: string;
            upload?: string;
        };
        NewReturn: {
            /** @description yuan */
            amount: string;
            /** Format: date */
            returned_on: string;
            rest?: string;
            reason: string;
        };
        NewRound: {
            /** @description 32 hexadecimal digits made on the phone; the same id and content are stored once */
            id: string;
            checklist: string;
            checklist_digest: string;
            turn: string;
            /** Format: date */
            day: string;
            answers: components["schemas"]["NewRoundAnswer"][];
        };
        NewRoundAnswer: {
            item: string;
            /** @enum {string} */
            result: "pass" | "fail" | "not_applicable";
            windows?: string[];
            kinds?: string[];
            corrected?: boolean;
        };
        NewSettlement: {
            contract: string;
            period: string;
            decision: string;
            bill?: components["schemas"]["BillLine"][];
            invoices?: string[];
            reason?: string;
        };
        NewSupplement: {
            /** Format: date */
            on: string;
            /** @description yuan */
            amount: string;
            reason: string;
        };
        NewToken: {
            /** @description which program it is for */
            title: string;
            /** @description 1 to 365 */
            days: number;
            /** @description one's own, once more */
            password: string;
        };
        NewUnit: {
            /** @description of GB 32100, or a short one of letters, digits, - and _ */
            code: string;
            name: string;
            /** @description code of the unit above; default: the unit at hand */
            parent?: string;
        };
        NewUser: {
            name: string;
            display_name: string;
            roles: string[];
            /** @description code of the home unit; default: the unit at hand */
            unit?: string;
        };
        /** @description This document. */
        OpenApi: Record<string, never>;
        OpenSession: {
            id: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            seen_at: string;
            remote: string;
            agent: string;
            current: boolean;
        };
        OverdueReport: {
            year: number;
            /** Format: date */
            publish_by: string;
            contracts: number;
            /** @description yuan */
            unpaid: string;
            rows: components["schemas"]["OverdueRow"][];
        };
        OverdueRow: {
            contract: string;
            acceptance: string;
            payee: string;
            /** Format: date */
            due_on: string | null;
            late: number;
            /** @description yuan */
            unpaid: string;
            /** @description yuan */
            interest: string;
        };
        OwnWords: {
            project: string;
            places: components["schemas"]["OwnWordsPlace"][];
            items: components["schemas"]["OwnWordsOne"][];
            bands: components["schemas"]["ScoreBand"][];
        };
        OwnWordsOne: {
            indicator: number;
            place: string;
            text: string;
            characters: number;
            reason: string;
            by: string;
            at: string;
            seq: number;
        };
        OwnWordsPlace: {
            name: string;
            title: components["schemas"]["Text"];
            most: number;
            of_indicator: boolean;
            needs_reason: boolean;
            choices: string[];
            several: boolean;
        };
        OwnWordsRequest: {
            indicator?: number;
            place: string;
            text?: string;
            reason?: string;
        };
        OwnerRegister: {
            name: string;
            title: components["schemas"]["Text"];
            owner: string;
        };
        Pace: {
            /** @description exact number as text */
            expected: string | null;
            expected_printed: string | null;
            /** @description exact number as text */
            share: string | null;
            workdays_gone: number;
            workdays_all: number;
            word: string;
        };
        PackChecked: {
            unit: string;
            project: string;
            indicator: number;
            value: string;
            value_printed: string;
            lines: number;
            files: number;
            seq: number;
            root: string;
            /**
             * @description made from this unit's journal, from another's, or from one that says it is this unit's and is not
             * @enum {string}
             */
            origin: "ours" | "elsewhere" | "differs";
        };
        PaperBlock: {
            /** @enum {string} */
            kind: "paragraph" | "table";
            text?: string;
            /** @enum {string} */
            align?: "left" | "center" | "right";
            bold?: boolean;
            half_points?: number;
            widths?: number[];
            rows?: components["schemas"]["PaperRow"][];
        };
        PaperCell: {
            text: string;
            columns: number;
            /** @enum {string} */
            merge: "none" | "begin" | "go_on";
            /** @enum {string} */
            align: "left" | "center" | "right";
        };
        PaperCheck: {
            what: components["schemas"]["Text"];
            holds: boolean;
        };
        PaperChecked: {
            kind: string;
            subject: string;
            title: string;
            version: number;
            seq: number;
            holds: boolean;
            checks: components["schemas"]["PaperCheck"][];
        };
        PaperKind: {
            kind: string;
            title: components["schemas"]["Text"];
        };
        PaperObstacle: {
            code: string;
            indicator: number;
            message: string;
        };
        PaperPreview: {
            kind: string;
            title: string;
            landscape: boolean;
            draft: boolean;
            version: number;
            /** Format: date */
            as_of: string;
            proof: string;
            code: string;
            cut: boolean;
            blocks: components["schemas"]["PaperBlock"][];
            obstacles: components["schemas"]["PaperObstacle"][];
        };
        PaperRow: {
            head: boolean;
            cells: components["schemas"]["PaperCell"][];
        };
        Papers: {
            items: components["schemas"]["PrintablePaper"][];
        };
        Part: {
            name: string;
            version: string;
        };
        PasswordChange: {
            old: string;
            new: string;
        };
        PayeeHistory: {
            payments: number;
            /** @description yuan */
            paid: string;
            latest: components["schemas"]["Payment"][];
        };
        Payment: {
            number: string;
            request: string;
            project: string;
            line: string;
            payee: string;
            voucher: string;
            /** Format: date */
            paid_on: string;
            /** @description yuan */
            amount: string;
            /** @description yuan */
            returned: string;
            /** @description yuan */
            freed: string;
            /** @enum {string} */
            state: "paid" | "part_returned" | "returned";
            seq: number;
            by: string;
            returns?: components["schemas"]["PaymentReturn"][];
            warnings?: string[];
        };
        PaymentList: {
            items: components["schemas"]["Payment"][];
            next: string | null;
        };
        PaymentReturn: {
            seq: number;
            /** @description yuan */
            amount: string;
            /** Format: date */
            returned_on: string;
            reason: string;
            by: string;
        };
        Period: {
            /** Format: date */
            first: string;
            /** Format: date */
            last: string;
        };
        Personal: {
            mask: string;
            keep_days: number;
        };
        PlanPart: {
            period: string;
            /** Format: date */
            first_on: string;
            /** Format: date */
            last_on: string;
            /** @description yuan */
            amount: string;
        };
        PlanRequest: {
            plans: components["schemas"]["IndicatorPlan"][];
            reason: string;
        };
        PrintablePaper: {
            kind: string;
            title: components["schemas"]["Text"];
            freezes: boolean;
            forms: string[];
        };
        /** @description application/problem+json: what, where, what to do. */
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            message: string;
            field: string;
            where: string;
            request?: string;
            left?: number;
            wait_s?: number;
            holder?: string;
            seen_version?: number;
        };
        ProblemExample: {
            row: number;
            column: string;
            value: string;
        };
        ProblemGroup: {
            code: string;
            message: string;
            remedy: string;
            count: number;
            column: string;
            examples: components["schemas"]["ProblemExample"][];
        };
        Project: {
            code: string;
            name: string;
            year: number;
            version: number;
            seq: number;
            unit: components["schemas"]["DossierUnit"];
            period: components["schemas"]["Period"] | null;
            amount: string | null;
            goals: components["schemas"]["Goal"][];
            sections: components["schemas"]["Section"][];
            indicators: components["schemas"]["IndicatorRow"][];
            scheme: string;
            plans: components["schemas"]["IndicatorPlan"][];
            sample: string;
        };
        ProjectBrief: {
            code: string;
            name: string;
            year: number;
            unit: string;
        };
        ProjectImport: {
            document: string;
            format?: string;
            scheme?: string;
            reason?: string;
            version?: number;
            checked?: boolean;
        };
        ProjectReading: {
            grid: components["schemas"]["RescoringGrid"];
            document: string;
            name: string;
            year: number;
            unit: string;
            amount: string | null;
            goals: number;
            rows: components["schemas"]["ProjectReadingRow"][];
            doubtful: components["schemas"]["RescoringDoubt"][];
            to_decide: number;
            code: string;
            version: number;
            same: boolean;
            has_plan: boolean;
            schemes: components["schemas"]["SchemeChoice"][];
        };
        ProjectReadingRequest: {
            text?: string;
            rows?: components["schemas"]["RescoringGridRow"][];
            format?: string;
            name?: string;
            year?: number;
        };
        ProjectReadingRow: {
            no: number;
            level1: string;
            level2: string;
            name: string;
            printed: string;
            target: components["schemas"]["ReadTarget"] | null;
            source: string;
            place: components["schemas"]["Text"];
            doubtful: boolean;
        };
        ProjectVersion: {
            version: number;
            seq: number;
            /** Format: date-time */
            at: string;
            actor: string;
            changes: number;
            reason: string;
        };
        ProjectVersions: {
            items: components["schemas"]["ProjectVersion"][];
        };
        Projects: {
            items: components["schemas"]["ProjectBrief"][];
        };
        ReadTarget: {
            operator: string;
            /** @description exact number as text */
            value: string;
            unit: string;
        };
        Reason: {
            reason: string;
        };
        Receipt: {
            no: number;
            name: string;
            value: string;
            value_printed: string | null;
            recomputed: string;
            adds_up: boolean;
            digest: string;
            total_rows: number;
            parts: components["schemas"]["ReceiptPart"][];
            group_by: string;
            group_choices: components["schemas"]["VocabularyName"][];
            groups: components["schemas"]["ReceiptGroup"][];
            lines: components["schemas"]["ReceiptLine"][];
            next: string | null;
            files: components["schemas"]["SourceFile"][];
            attached: components["schemas"]["ReceiptAttached"][];
            decisions: components["schemas"]["Finding"][];
            definitions: components["schemas"]["UsedDefinition"][];
            head: components["schemas"]["Head"];
            formula: string;
            words: components["schemas"]["Text"];
            derivation: string;
            why: components["schemas"]["Text"] | null;
            target_printed: string;
            status: string;
            status_word: components["schemas"]["Text"];
            /** Format: date */
            as_of: string;
            pace: components["schemas"]["Pace"] | null;
        };
        ReceiptAttached: {
            register: string;
            entry: number;
            name: string;
            digest: string;
            seq: number;
        };
        ReceiptBrief: {
            rows: number;
            sum: string;
            adds_up: boolean;
            digest: string;
            journal_seq: number;
        };
        ReceiptGroup: {
            key: string;
            title: string;
            rows: number;
            /** @description exact number as text */
            sum: string;
        };
        ReceiptHistory: {
            no: number;
            items: components["schemas"]["FigureVersion"][];
        };
        ReceiptLine: {
            register: string;
            id: number;
            version: number;
            /** Format: date */
            day: string;
            seq: number;
            amount: string;
            counts_as: string;
            part: string;
        };
        ReceiptPart: {
            register: string;
            text: string;
            words: components["schemas"]["Text"];
            rows: number;
            sum: string;
            rollup: string;
        };
        ReceiptRow: {
            id: number;
            version: number;
            versions: number;
            /** @enum {string} */
            state: "current" | "superseded" | "voided";
            /** Format: date */
            day: string;
            seq: number;
            late: boolean;
            reason: string;
            ended_reason: string;
            values: components["schemas"]["Values"];
            amount: string;
            counts_as: string;
        };
        ReceiptRows: {
            no: number;
            as_of: string;
            register: string;
            part: string;
            words: components["schemas"]["Text"];
            parts: components["schemas"]["RowsPart"][];
            total: components["schemas"]["RowsTotal"];
            shown: components["schemas"]["RowsTotal"];
            items: components["schemas"]["ReceiptRow"][];
            next: string | null;
        };
        ReceiptVerified: {
            ok: boolean;
            ms: number;
            digest: string;
            checked: components["schemas"]["VerifyChecked"];
            problems: string[];
        };
        Register: {
            name: string;
            title: components["schemas"]["Text"];
            kind: string;
            owner: string;
            date_field: string;
            version: number;
            digest: string;
            fields: components["schemas"]["Field"][];
            checks: components["schemas"]["FieldCheck"][];
            filters: components["schemas"]["NamedFilter"][];
            rules: components["schemas"]["KindRules"];
            /** Format: date */
            closed_until: string | null;
            may: components["schemas"]["RegisterMay"];
        };
        RegisterBrief: {
            name: string;
            title: components["schemas"]["Text"];
            kind: string;
            owner: string;
            entries: number;
            /** Format: date */
            last_day: string | null;
            stale_workdays: number | null;
            /** Format: date */
            closed_until: string | null;
            may: components["schemas"]["RegisterMay"];
        };
        RegisterMay: {
            record: boolean;
            correct: boolean;
            import: boolean;
            export: boolean;
            close: boolean;
            reveal: boolean;
        };
        Registers: {
            items: components["schemas"]["RegisterBrief"][];
        };
        RequestDifference: {
            field: string;
            before: string;
            after: string;
        };
        RequestMay: {
            approve: components["schemas"]["Allowed"];
            refuse: boolean;
            change: boolean;
            cancel: boolean;
            papers: boolean;
            pay: components["schemas"]["Allowed"];
        };
        RequestPaper: {
            kind: string;
            title: components["schemas"]["Text"];
            name: string;
            digest: string;
        };
        RequestPast: {
            seq: number;
            /** Format: date-time */
            at: string;
            kind: string;
            by: string;
            by_name: string;
            /** @description yuan */
            amount: string | null;
            said: string;
        };
        RequestStep: {
            name: string;
            title: components["schemas"]["Text"];
            role: components["schemas"]["Text"];
            /** @enum {string} */
            state: "done" | "now" | "later";
            approver: string | null;
            approver_name: string | null;
            note: string | null;
            /** Format: date-time */
            at: string | null;
            seq: number | null;
        };
        Rescoring: {
            unit: string;
            project: string;
            money_unit: string;
            money: components["schemas"]["RescoringMoney"][];
            execution: components["schemas"]["RescoringVerdict"];
            rows: components["schemas"]["RescoringRow"][];
            total: components["schemas"]["RescoringTotal"];
            doubtful: components["schemas"]["RescoringDoubt"][];
            findings: components["schemas"]["RescoringFinding"][];
            grid: components["schemas"]["RescoringGrid"];
            holds: boolean;
        };
        RescoringCell: {
            text: string;
            merged: boolean;
        };
        RescoringDoubt: {
            row: number;
            column: number;
            place: components["schemas"]["Text"];
            text: string;
            code: string;
            why: components["schemas"]["Text"];
        };
        RescoringFinding: {
            code: string;
            place: components["schemas"]["Text"];
            message: components["schemas"]["Text"];
        };
        RescoringGrid: {
            format: string;
            rows: components["schemas"]["RescoringGridRow"][];
        };
        RescoringGridRow: {
            place: components["schemas"]["Text"];
            cells: components["schemas"]["RescoringCell"][];
        };
        RescoringMoney: {
            place: components["schemas"]["Text"];
            source: string;
            initial: string | null;
            adjusted: string | null;
            executed: string | null;
            points: string | null;
            rate: string | null;
            score: string | null;
        };
        RescoringRequest: {
            text?: string;
            rows?: components["schemas"]["RescoringGridRow"][];
        };
        RescoringRow: {
            verdict: string;
            verdict_words: components["schemas"]["Text"];
            rule: string;
            computed: string | null;
            computed_exact: string | null;
            met: boolean | null;
            derivation: components["schemas"]["Text"];
            why: components["schemas"]["Text"];
            grid_row: number;
            place: components["schemas"]["Text"];
            level1: string;
            level2: string;
            name: string;
            target: string;
            actual: string;
            reason: string;
            points: string | null;
            printed: string | null;
        };
        RescoringTotal: {
            points: string | null;
            printed: string | null;
            grade: string;
            computed: string | null;
            computed_grade: string;
        };
        RescoringVerdict: {
            verdict: string;
            verdict_words: components["schemas"]["Text"];
            rule: string;
            computed: string | null;
            computed_exact: string | null;
            met: boolean | null;
            derivation: components["schemas"]["Text"];
            why: components["schemas"]["Text"];
        };
        RevealRequest: {
            field: string;
            reason: string;
        };
        Revealed: {
            value: string | null;
            /** Format: date-time */
            until: string;
        };
        RoleMatrix: {
            items: components["schemas"]["RoleRow"][];
            permissions: string[];
            next: string | null;
        };
        RoleRow: {
            name: string;
            title: components["schemas"]["Text"];
            permissions: string[];
        };
        Roles: {
            roles: string[];
            /** @description code of the unit where they hold; default: the unit at hand */
            unit?: string;
        };
        Round: {
            number: number;
            id: string;
            /** Format: date */
            day: string;
            turn: string;
            turn_title: components["schemas"]["Text"];
            by: components["schemas"]["ServicePerson"];
            checklist: components["schemas"]["Text"];
            items: number;
            score: string;
            base: string;
            looked: number;
            passed: number;
            failed: number;
            corrected: number;
            not_applicable: number;
            seq: number;
            answers: components["schemas"]["RoundAnswer"][];
            matters: components["schemas"]["MatterBrief"][];
            /** @description it was here already; nothing was written */
            again: boolean;
        };
        RoundAnswer: {
            item: string;
            title: components["schemas"]["Text"];
            /** @enum {string} */
            result: "pass" | "fail" | "not_applicable";
            windows: string[];
            kinds: components["schemas"]["Text"][];
            corrected: boolean;
        };
        RoundBrief: {
            number: number;
            id: string;
            /** Format: date */
            day: string;
            turn: string;
            turn_title: components["schemas"]["Text"];
            by: components["schemas"]["ServicePerson"];
            checklist: components["schemas"]["Text"];
            items: number;
            score: string;
            base: string;
            looked: number;
            passed: number;
            failed: number;
            corrected: number;
            not_applicable: number;
            seq: number;
        };
        RoundList: {
            items: components["schemas"]["RoundBrief"][];
            missed: components["schemas"]["MissedRound"][];
            next: number | null;
        };
        RowProblem: {
            row: number;
            column: string;
            value: string;
            field: string;
            message: string;
        };
        RowsPart: {
            text: string;
            register: string;
        };
        RowsTotal: {
            rows: number;
            sum: string;
        };
        SchemeChoice: {
            name: string;
            title: components["schemas"]["Text"];
        };
        ScoreBand: {
            name: components["schemas"]["Text"];
            /** @description share of the weight in percent */
            from: string;
            to: string;
        };
        SearchHit: {
            /** @enum {string} */
            kind: "page" | "do" | "register" | "entry" | "indicator" | "user" | "definition" | "finding" | "request" | "contract" | "payment" | "acceptance" | "invoice" | "voucher" | "payee" | "matter" | "round" | "frozen" | "line";
            title: string;
            hint: string;
            path: string;
        };
        SearchHits: {
            items: components["schemas"]["SearchHit"][];
        };
        SecondFactorSecret: {
            secret: string;
            uri: string;
        };
        SecondFactorStep: {
            /** @enum {string} */
            step: "start" | "confirm";
            code?: string;
        };
        Section: {
            heading: string;
            paragraphs: string[];
            known: boolean;
        };
        Series: {
            unit: string;
            /** @enum {string} */
            by: "day" | "month";
            points: components["schemas"]["SeriesPoint"][];
            /** @description exact number as text */
            cap: string | null;
            /** @description exact number as text */
            target: string | null;
            by_zone: components["schemas"]["ZoneValue"][];
        };
        SeriesPoint: {
            /** Format: date */
            day: string;
            /** @description exact number as text */
            value: string;
            /** @description exact number as text */
            cumulative: string;
            /** @description exact number as text */
            expected: string | null;
        };
        ServicePerson: {
            name: string;
            title: string;
        };
        Session: {
            user: components["schemas"]["SessionUser"];
            /** @description where the person may work */
            units: components["schemas"]["UnitNode"][];
            /** Format: date */
            today: string;
            session: string;
            /** @description seconds that it still holds when nothing is done */
            ends_in_s: number;
            idle_s: number;
            /** @description the last line of the unit's journal: whoever opens /events later asks again and knows whether a line came in between */
            head: number;
            version: string;
        };
        SessionUser: {
            name: string;
            display_name: string;
            roles: string[];
            permissions: string[];
            unit: components["schemas"]["UnitBrief"];
            must_change_password: boolean;
            second_factor: string;
        };
        Sessions: {
            items: components["schemas"]["OpenSession"][];
            next: string | null;
        };
        Setting: {
            key: string;
            value: string;
            words: components["schemas"]["Text"];
        };
        Settings: {
            unit: components["schemas"]["UnitBrief"];
            version: string;
            settings: components["schemas"]["Setting"][];
        };
        Settlement: {
            seq: number;
            subject: string;
            contract: string;
            period: string;
            /** @description yuan */
            due: string;
            /** @description yuan */
            billed: string;
            decision: string;
            reason: string;
            person: string;
            lines: Record<string, never>[];
        };
        SettlementList: {
            items: components["schemas"]["Settlement"][];
        };
        Sheet: {
            name: string;
            hidden: boolean;
        };
        SignIn: {
            name: string;
            password: string;
            code?: string;
        };
        SourceFile: {
            source_name: string;
            seq: number;
            /** Format: date-time */
            at: string;
            actor: string;
            rows: number;
            digest: string;
        };
        StaleRegister: {
            register: string;
            title: components["schemas"]["Text"];
            owner: string;
            days: number;
        };
        Step: {
            from: string;
            to: string;
        };
        Suggestions: {
            items: string[];
        };
        Target: {
            operator: string;
            /** @description exact number as text */
            value: string;
            unit: string;
            finding: string | null;
        };
        TargetAdjusted: {
            was: string;
            by: string;
            reason: string;
        };
        TargetAdvice: {
            indicators: components["schemas"]["IndicatorAdvice"][];
            remarks: components["schemas"]["TargetRemark"][];
            candidates: components["schemas"]["TargetCandidate"][];
        };
        TargetCandidate: {
            kind: string;
            title: components["schemas"]["Text"];
            words: components["schemas"]["Text"];
            formula: string;
            op: string;
            unit: string;
            value: string;
            missing: components["schemas"]["Text"];
        };
        TargetCheck: {
            no: number;
            /** Format: date */
            as_of: string;
            before: components["schemas"]["TargetSide"];
            after: components["schemas"]["TargetSide"];
            raises: string[];
        };
        TargetDifference: {
            no: number;
            name: string;
            before: string;
            after: string;
            adjusted: components["schemas"]["TargetAdjusted"] | null;
        };
        TargetEdit: {
            no: number;
            /** @description ≥ > ≤ < =; empty when the value has it */
            operator?: string;
            /** @description as the office types it: 16万张, 300, 95% */
            value: string;
        };
        TargetRemark: {
            code: string;
            indicator: number;
            message: components["schemas"]["Text"];
        };
        TargetRequest: {
            no: number;
            /** @description ≥ > ≤ < =; empty when the value has it */
            operator?: string;
            /** @description as the office types it: 16万张, 300, 95% */
            value: string;
            reason: string;
        };
        TargetSide: {
            cells: string;
            printed: string;
            rule: string;
            figure: string | null;
            met: boolean | null;
            score: string | null;
            total: string | null;
            pace: components["schemas"]["Pace"] | null;
            status_word: components["schemas"]["Text"] | null;
        };
        /** @description One sentence in both languages. */
        Text: {
            zh: string;
            en: string;
        };
        Token: {
            id: string;
            title: string;
            user: string;
            display_name: string;
            mine: boolean;
            /** @enum {string} */
            state: "open" | "expired" | "ended";
            /** Format: date-time */
            issued_at: string;
            /**
             * Format: date
             * @description the last day on which it opens
             */
            ends_on: string;
            /** Format: date-time */
            ended_at: string | null;
            /** @description ended, password, closed or second_factor; empty while none of them */
            end_reason: string;
            /** Format: date */
            used_on: string | null;
        };
        Tokens: {
            items: components["schemas"]["Token"][];
            next: string | null;
        };
        TotalRow: {
            key: string;
            title: string;
            rows: number;
            sums: {
                [key: string]: string;
            };
        };
        Totals: {
            items: components["schemas"]["TotalRow"][];
        };
        TreasuryAside: {
            voucher: string;
            reason: string;
        };
        TreasuryImportRequest: {
            upload: string;
            dry_run?: boolean;
        };
        TreasuryImportResult: {
            format: string;
            new: number;
            known: number;
            rows: components["schemas"]["TreasuryRow"][];
            notes: string[];
            paid: components["schemas"]["TreasuryPaid"][];
            seq: number;
        };
        TreasuryPaid: {
            voucher: string;
            request: string;
            payment: string;
            warnings: string[];
            refused: string | null;
        };
        TreasuryPayment: {
            voucher: string;
            request?: string;
        };
        TreasuryRow: {
            row: number;
            voucher: string;
            /** Format: date */
            paid_on: string;
            payee: string;
            /** @description yuan */
            amount: string;
            account: string;
            purpose: string;
            match: string;
            requests: string[];
            reason: string;
        };
        TreasuryRows: {
            items: components["schemas"]["TreasuryRow"][];
        };
        TrialBalance: {
            first: string;
            last: string;
            accounts: components["schemas"]["TrialRow"][];
            totals: {
                financial: components["schemas"]["TrialTotal"];
                budget: components["schemas"]["TrialTotal"];
            };
        };
        TrialRow: {
            /** @description yuan */
            before: string;
            /** @description yuan */
            debit: string;
            /** @description yuan */
            credit: string;
            /** @description yuan */
            after: string;
            postings: number;
            account: string;
            title: string;
            side: string;
            kind: string;
        };
        TrialTotal: {
            /** @description yuan */
            before: string;
            /** @description yuan */
            debit: string;
            /** @description yuan */
            credit: string;
            /** @description yuan */
            after: string;
            postings: number;
        };
        UnitAdded: {
            unit: components["schemas"]["UnitBrief"];
            parent: string;
        };
        UnitBrief: {
            code: string;
            name: string;
            sample: boolean;
        };
        UnitCost: {
            indicator: number;
            name: string;
            unit: string;
            /** @description fen */
            executed: number;
            /** @description exact number as text */
            count: string;
            /** @description exact number as text */
            cost: string;
            cost_printed: string;
        };
        UnitNode: {
            code: string;
            name: string;
            sample: boolean;
            parent: string | null;
            roles: string[];
        };
        Units: {
            items: components["schemas"]["UnitNode"][];
            next: string | null;
        };
        Upload: {
            upload: string;
            name: string;
            bytes: number;
            digest: string;
            kind: string;
            sheets: components["schemas"]["Sheet"][];
        };
        UsePlan: {
            /** @enum {string} */
            kind: "scheduled" | "on_demand";
            parts: components["schemas"]["PlanPart"][];
            reason: string;
            by: string;
        };
        UsedDefinition: {
            kind: string;
            name: string;
            version: number;
            digest: string;
        };
        User: {
            name: string;
            display_name: string;
            unit: components["schemas"]["UnitBrief"] | null;
            roles: string[];
            granted: components["schemas"]["Granted"][];
            /** Format: date-time */
            added_at: string;
            /** Format: date-time */
            closed_at: string | null;
            close_reason: string;
            must_change_password: boolean;
            second_factor: boolean;
            wait_s: number;
            person_known: boolean;
        };
        UserAnswer: {
            user: components["schemas"]["User"];
        };
        Users: {
            items: components["schemas"]["User"][];
            next: string | null;
        };
        /** @description field name -> value as print_value writes it; null = empty */
        Values: {
            [key: string]: string | null;
        };
        Verification: {
            id: string;
            /** @enum {string} */
            state: "running" | "done";
            part: string;
            done: number;
            total: number;
            lines: number;
            problems: components["schemas"]["VerificationProblem"][];
            covered: string[];
            not_covered: string[];
            ms: number;
            by: string;
            /** Format: date-time */
            started_at: string;
            sound: boolean | null;
            /** @description the journal was replayed into an empty database and every table compared */
            rebuild: boolean;
            /** @description problems in books of units that the asker does not read */
            elsewhere: number;
            /** @description of a pack: what it was called */
            file: string;
            pack: components["schemas"]["PackChecked"] | null;
        };
        VerificationProblem: {
            code: string;
            where: string;
            message: string;
        };
        VerificationRequest: {
            rebuild: boolean;
        };
        VerificationStarted: {
            id: string;
        };
        VerifyChecked: {
            lines: number;
            rows: number;
        };
        Vocabulary: {
            registers: components["schemas"]["VocabularyRegister"][];
            functions: components["schemas"]["VocabularyFunction"][];
            prices: components["schemas"]["VocabularyPrice"][];
            rates: components["schemas"]["VocabularyRate"][];
        };
        VocabularyFunction: {
            name: string;
            signature: string;
            words: components["schemas"]["Text"];
        };
        VocabularyName: {
            name: string;
            title: components["schemas"]["Text"];
            unit?: string;
            values?: string[];
        };
        VocabularyPrice: {
            name: string;
            title: components["schemas"]["Text"];
            unit: string;
            /** @description exact number as text */
            amount: string;
            /** Format: date */
            from: string;
        };
        VocabularyRate: {
            name: string;
            register: string;
            title: components["schemas"]["Text"];
            words: components["schemas"]["Text"];
        };
        VocabularyRegister: {
            name: string;
            title: components["schemas"]["Text"];
            measures: components["schemas"]["VocabularyName"][];
            dimensions: components["schemas"]["VocabularyName"][];
            filters: components["schemas"]["VocabularyName"][];
        };
        VoidRequest: {
            reason: string;
            version: number;
        };
        Voucher: {
            name: string;
            /** Format: date */
            booked_on: string;
            /** Format: date */
            fact_on: string;
            kind: string;
            document: string;
            payee: string;
            summary: string;
            /** @description yuan */
            amount: string;
            seq: number;
            postings: components["schemas"]["VoucherPosting"][];
        };
        VoucherList: {
            items: components["schemas"]["VoucherRow"][];
            all: number;
        };
        VoucherPosting: {
            account: string;
            title: string;
            side: string;
            /** @description yuan */
            amount: string;
            project: string;
            line: string;
            source: string;
            economic_class: string;
        };
        VoucherRow: {
            name: string;
            /** Format: date */
            booked_on: string;
            /** Format: date */
            fact_on: string;
            kind: string;
            document: string;
            payee: string;
            summary: string;
            /** @description yuan */
            amount: string;
            seq: number;
        };
        Waiting: {
            kind: string;
            title: string;
            text: string;
            /** Format: date */
            due: string | null;
            path: string;
        };
        WithdrawRequest: {
            reason: string;
        };
        Withdrawal: {
            register: string;
            import: number;
            rows: number;
            corrected: number;
            seq: number;
        };
        WordsBrief: {
            text: string;
            by: string;
            at: string;
            seq: number;
            reason?: string;
        };
        Workday: {
            n: number;
            of: number;
        };
        ZoneValue: {
            key: string;
            title: string;
            /** @description exact number as text */
            value: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
