import { Notice } from "../ui/Notice";
import { Title } from "../ui/Title";
import { refusalText, t } from "../words/words";
import { ProfessionalSignIn } from "./ProfessionalSignIn";
import "./words";

/** The page for professionals; `problem` says why the provider's answer did not let somebody in. */
export function SignInPage({ problem }: { problem: string }) {
  return (
    <div class="narrow" data-testid="sign-in">
      <Title>{t("signIn.page")}</Title>
      {problem && (
        <Notice kind="error" testId="sign-in-problem">
          {refusalText(problem)}
        </Notice>
      )}
      <ProfessionalSignIn to="/" alone />
    </div>
  );
}
